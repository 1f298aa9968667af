import Testing

@testable import Lua

/// Our matcher against the reference: expected values are those of stock Lua 5.4.
@Suite("Patterns")
struct PatternTests {
  @Test(arguments: [
    ("('hello world'):find('o w')", "5,7"),
    ("('hello'):find('l+')", "3,4"),
    ("('hello'):find('')", "1,0"),
    ("('hello'):find('', 6)", "6,5"),
    ("('hello'):find('', 7)", "nil"),
    ("('hello'):find('l', -2)", "4,4"),
    ("('a.b'):find('.', 1, true)", "2,2"),
    ("('a+b'):find('+', 1, true)", "2,2"),
    ("('key = value'):match('^(%w+)%s*=%s*(%w+)$')", "key,value"),
    ("('  trim  '):match('^%s*(.-)%s*$')", "trim"),
    ("('abc'):match('()b()')", "2,3"),
    ("('f(a(b)c)d'):match('%b()')", "(a(b)c)"),
    ("('THE (quick) fox'):find('%f[%a]%a+%f[%A]', 5)", "6,10"),
    ("('THE END'):match('%f[%w]%w+$')", "END"),
    ("('abab'):match('(ab)%1')", "ab"),
    ("('x]y'):match('[]]')", "]"),
    ("('x-y'):match('[a%-]')", "-"),
    ("('x^y'):match('[x^]+')", "x^"),
    ("('5-9'):gsub('[0-4-]', '#')", "5#9,1"),
    ("('abc'):gsub('%w', '%0%0')", "aabbcc,3"),
    ("('abc'):gsub('', '-')", "-a-b-c-,4"),
    ("('hello world'):gsub('o', '0', 1)", "hell0 world,1"),
    ("('hello'):gsub('(l)(l)', '%2%1%%')", "hell%o,1"),
    ("('$x $y'):gsub('%$(%w+)', {x = 1})", "1 $y,2"),
    ("('abc'):gsub('b', function() return false end)", "abc,1"),
    ("('abc'):gsub('^a', 'x')", "xbc,1"),
    ("('aaa'):gsub('^a', 'x')", "xaa,1"),
    ("('abc def'):gsub('(%w)(%w*)', function(a, b) return a:upper() .. b end)", "Abc Def,2"),
    ("('a\\0b'):find('\\0')", "2,2"),
    ("('a\\0b'):find('%z')", "2,2"),
    ("('%d'):gsub('%%d', 'x')", "x,1"),
    ("('x'):match('.-')", ""),
    ("('aXb'):find('%u')", "2,2"),
    ("('ab'):find('b$')", "2,2"),
    ("('a$b'):find('a$b')", "1,3"),
    ("('xxx'):match('x?x?x?x?')", "xxx"),
  ])
  func matchesAsStockLua(call: String, expected: String) throws {
    let source =
      "local t = table.pack(\(call)) for i = 1, t.n do t[i] = tostring(t[i]) end return table.concat(t, ',')"
    #expect(try makeState().run(source: source) == [.string(expected)])
  }

  @Test func gmatchWalks() throws {
    let source = """
      local s = ''
      for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do s = s .. k .. v .. ';' end
      for w in ('one two'):gmatch('%a*') do s = s .. '<' .. w .. '>' end
      for w in ('abc'):gmatch('%w', 2) do s = s .. w end
      for p in ('ab'):gmatch('()') do s = s .. p end
      return s
      """
    #expect(try makeState().run(source: source) == ["a1;b2;<one><two>bc123"])
  }

  @Test(arguments: [
    ("('x'):find('[a')", "malformed pattern (missing ']')"),
    ("('x'):find('[%')", "malformed pattern (missing ']')"),
    ("('x'):find('%')", "malformed pattern (ends with '%')"),
    ("('x'):find('(x')", "unfinished capture"),
    ("('x'):find('%a)')", "invalid pattern capture"),
    ("('x'):find('%1')", "invalid capture index %1"),
    ("('x'):find('%b')", "malformed pattern (missing arguments to '%b')"),
    ("('x'):find('%f')", "missing '[' after '%f' in pattern"),
    ("('x'):find(('()'):rep(33))", "too many captures"),
    ("('x'):gsub('x', '%2')", "invalid capture index %2"),
    ("('x'):gsub('x', '%a')", "invalid use of '%' in replacement string"),
    ("('x'):gsub('x', function() return {} end)", "invalid replacement value (a table)"),
    ("('x'):gsub('x')", "bad argument #2 to 'gsub' (string/function/table expected, got no value)"),
  ])
  func faultsAreReported(call: String, message: String) throws {
    let error = try failure(of: call, in: makeState())
    #expect(error.description.hasPrefix("t:1: " + message), "\(error)")
  }

  @Test func gsubWithTheMatchItselfChangesNothing() throws {
    let source = """
      local subject = ('The quick (brown) fox; jumps = 12.5% over [the] lazy-dog\\n'):rep(3)
      for _, p in ipairs {'%w+', '%s*', '.-', '[^%s]+', '%b()', '%p', '(%w)(%w)', '[a-f]*', '%f[%w]%w', '$', '^.*$'} do
        local copy = subject:gsub(p, '%0')
        if copy ~= subject then return p end
        if not p:find('[(^$]') then
          for from, text, to in subject:gmatch('()(' .. p .. ')()') do
            if subject:sub(from, to - 1) ~= text then return 'gmatch ' .. p end
          end
        end
      end
      return 'same'
      """
    #expect(try makeState().run(source: source) == ["same"])
  }
}
