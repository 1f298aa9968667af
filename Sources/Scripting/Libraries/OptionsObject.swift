import Foundation
import Lua

/// Thrown through a script that has nothing more to do: its help was printed.
struct ScriptFinished: Error {}

/// What `holdem.options` returns: a value for each option, from the command line or as declared. A name that was not declared is an error.
final class OptionsObject: LuaObject {
  private let values: [String: LuaValue]

  private init(_ values: [String: LuaValue]) {
    self.values = values
    var properties: [String: @Sendable (OptionsObject) throws -> LuaValue] = [:]
    for name in values.keys { properties[name] = { $0.values[name] ?? .nil } }
    super.init(type: LuaObjectType("options", of: OptionsObject.self, properties: properties))
  }

  override var luaDescription: String {
    values.sorted { $0.key < $1.key }.map { "--\($0.key.replacing("_", with: "-")) \($0.value.shown)" }.joined(separator: " ")
  }

  /// `holdem.options { board = { "Td9d6h", "the flop" }, ... }`.
  ///
  /// - Throws: `ScriptFinished` after `--help`.
  static func read(_ call: LuaCall, host: ScriptHost) throws -> OptionsObject {
    let path = "holdem.options"
    let expected = "a table such as { board = { \"Td9d6h\", \"the flop\" } }"
    guard case .table(let table) = call[0], !table.fields.isEmpty else { throw ScriptError.value(at: path, problem: "expected \(expected), found \(call[0].shown)") }
    if let stray = table.array.first ?? table.others.first?.key { throw ScriptError.value(at: path, problem: "expected \(expected), found \(stray.shown) without a name") }
    let declared = try table.sortedFields.map { try OptionDeclaration($0.name, $0.value) }
    for place in declared.compactMap(\.position) where declared.count(where: { $0.position == place }) > 1 {
      throw ScriptError.value(at: path, problem: "two options have the position \(place)")
    }
    let arguments = host.script?.arguments ?? []
    if arguments.contains("--help") || arguments.contains("-h") {
      host.print(help(declared, script: call.location.map { URL(fileURLWithPath: $0.file).lastPathComponent } ?? "script.lua"))
      throw ScriptFinished()
    }
    return OptionsObject(try values(declared, arguments))
  }

  private static func values(_ declared: [OptionDeclaration], _ arguments: [String]) throws(ScriptError) -> [String: LuaValue] {
    var given: [String: LuaValue] = [:]
    var rest = arguments[...], position = 0
    func set(_ option: OptionDeclaration, _ value: LuaValue) throws(ScriptError) {
      guard given.updateValue(value, forKey: option.name) == nil else { throw .value(at: option.flag, problem: "given twice") }
    }
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        // A negative number is a value.
        if argument.wholeMatch(of: /-[A-Za-z].*/) != nil { throw .call("unknown option \(argument): names have two dashes (known: \(list(declared)))") }
        position += 1
        guard let option = declared.first(where: { $0.position == position }) else {
          throw .call("unexpected argument \"\(argument)\"; options are \(list(declared))")
        }
        try set(option, try option.value(argument))
        continue
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0].replacing("-", with: "_")
      if let option = declared.first(where: { $0.name == name }) {
        if case .flag = option.kind {
          guard parts.count == 1 else { throw .value(at: option.flag, problem: "takes no value: write \(option.flag) or --no-\(option.flag.dropFirst(2))") }
          try set(option, .boolean(true))
        } else {
          let next = parts.count == 2 ? parts[1] : rest.first.flatMap { $0.hasPrefix("--") ? nil : $0 }
          guard let text = next else { throw .value(at: option.flag, problem: "no value follows: expected \(option.expected)") }
          if parts.count == 1 { rest.removeFirst() }
          try set(option, try option.value(text))
        }
      } else if parts.count == 1, name.hasPrefix("no_"), let option = declared.first(where: { $0.isFlag && "no_\($0.name)" == name }) {
        try set(option, .boolean(false))
      } else {
        let near = nearestName(to: name, among: declared.map(\.name)).map { "; did you mean --\($0.replacing("_", with: "-"))?" } ?? ""
        throw .call("unknown option --\(parts[0])\(near) (known: \(list(declared)))")
      }
    }
    return given.merging(declared.map { ($0.name, $0.usual) }) { given, _ in given }
  }

  private static func list(_ declared: [OptionDeclaration]) -> String { (declared.map(\.flag) + ["--help"]).joined(separator: ", ") }

  /// The text of `--help`, one option a line.
  private static func help(_ declared: [OptionDeclaration], script: String) -> String {
    let placed = declared.filter { $0.position != nil }.sorted { $0.position! < $1.position! }.map { " [\($0.name)]" }.joined()
    let rows =
      declared.map { option -> (String, String) in
        if case .flag = option.kind { return ("  --[no-]\(option.flag.dropFirst(2))", "\(option.help) (default: \(option.usual == .boolean(true) ? "yes" : "no"))") }
        let usual = if case .string(let text) = option.usual { text } else { option.usual.shown }
        return ("  \(option.flag) <\(option.expected)>", "\(option.help) (default: \(usual))")
      } + [("  --help", "this text")]
    let width = rows.map { $0.0.count }.max() ?? 0
    return "usage: holdem-lua \(script)\(placed) [options]\n\n"
      + rows.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 + "\n" }.joined()
  }
}

extension OptionDeclaration {
  fileprivate var isFlag: Bool { if case .flag = kind { true } else { false } }
}
