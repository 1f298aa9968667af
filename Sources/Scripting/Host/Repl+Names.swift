import Foundation
import Lua

extension Repl {
  /// The names that the last word of a line may be the beginning of: globals and Lua's own words, or the members of the value before a `.` or a `:`; sorted.
  ///
  /// Nothing that was typed is run for it.
  public func names(at line: String) -> (word: String, names: [String]) {
    let chain = line.reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_.:".contains($0)) }.reversed()
    // Of `a..b` the word is b.
    var steps = String(chain).components(separatedBy: "..").last ?? ""
    let word = String(steps.reversed().prefix { $0 != "." && $0 != ":" }.reversed())
    steps.removeLast(word.count)
    guard let separator = steps.popLast() else { return (word, word.isEmpty ? [] : globals(beginningWith: word)) }
    let path = steps.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.allSatisfy({ $0.first?.isLetter == true || $0.first == "_" }), !path.contains(where: { $0.contains(":") }) else { return (word, []) }
    return (word, state.names(in: path, beginningWith: word).filter { separator == "." || $0.isFunction }.map(\.text).sorted())
  }

  private func globals(beginningWith word: String) -> [String] {
    (state.names(in: [], beginningWith: word).map(\.text) + Self.words.filter { $0.hasPrefix(word) }).sorted()
  }

  /// The reserved words of Lua 5.4: the reference manual, section 3.1.
  private static let words = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat", "return", "then",
    "true", "until", "while",
  ]
}
