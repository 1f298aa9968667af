import Abstraction
import Cards
import Lua
import Training

/// What `holdem.aggregate` is to solve: flops with weights, how to solve each, when to stop, what to note.
struct AggregatePlan {
  struct Entry: Codable {
    var board: String
    var weight: Int
  }

  static let keys = ["flops", "solver", "run", "lines", "folder", "resume"]

  let flops: [Entry]
  /// Makes the solver of a board.
  let solver: LuaFunction
  /// The limits of each run, to be read by each solver.
  let run: LuaValue
  /// Lines whose actions are noted.
  let lines: [String]
  let folder: String?
  let resumes: Bool

  init(_ value: LuaValue) throws(ScriptError) {
    let table = try StrictTable(value, path: "holdem.aggregate", known: Self.keys)
    flops = try Self.flops(try table.required("flops", Self.expected), table)
    _ = try table.required("solver", "a function of a board that returns holdem.solver { ... }")
    solver = try table.function("solver")!
    run = try table.required("run", "what each solver is run with, such as { target = \"0.5%\" }")
    lines = try table.texts("lines", "a list of lines of the flop, such as { \"\", \"x\" }") ?? [""]
    for (i, line) in lines.enumerated() where lines[..<i].contains(line) { throw table.fault("lines", "\"\(line)\" is there twice") }
    folder = try table.string("folder", "a folder such as \"runs/flops\"")
    if folder == "" { throw table.fault("folder", "expected a folder such as \"runs/flops\", found \"\"") }
    resumes = try table.boolean("resume") ?? false
    if folder == nil, table.has("resume") { throw table.fault("resume", "there is no folder to go on from: give `folder`, such as \"runs/flops\"") }
  }

  private static var names: String { (FlopSubset.sizes.map { "\"\($0)\"" } + ["\"all\""]).joined(separator: ", ") }
  private static var expected: String { "one of \(names), or a list such as { \"Td9d6h\", { board = \"AsKh7d\", weight = 24 } }" }

  /// `"49"`, or a list of boards, with or without weights.
  static func flops(_ value: LuaValue, _ table: StrictTable) throws(ScriptError) -> [Entry] {
    switch value {
    case .string(let name):
      guard let subset = FlopSubset(named: name) else { throw table.fault("flops", "\"\(name)\" is no list of flops (known: \(names))") }
      return subset.flops.map { Entry(board: $0.flop.text, weight: $0.weight) }
    case .table(let list) where !list.array.isEmpty && list.fields.isEmpty && list.others.isEmpty:
      var seen: Set<CardSet> = []
      var entries: [Entry] = []
      for (i, item) in list.array.enumerated() {
        let entry = try entry(item, "\(table.place(of: "flops"))[\(i + 1)]")
        let cards = CardSet((try? Card.list(entry.board)) ?? [])
        guard seen.insert(cards).inserted else { throw table.fault("flops", "\(entry.board) is there twice") }
        entries.append(entry)
      }
      return entries
    default: throw table.fault("flops", "expected \(expected), found \(value == .table(LuaTable()) ? "an empty list" : value.shown)")
    }
  }

  private static func entry(_ value: LuaValue, _ path: String) throws(ScriptError) -> Entry {
    var text: LuaValue = value, weight: Int?
    if case .table = value {
      let table = try StrictTable(value, path: path, known: ["board", "weight"])
      text = try table.required("board", "a flop such as \"Td9d6h\"")
      weight = try table.integer("weight", "a whole number from 1", in: 1...1_000_000)
    }
    guard case .string(let board) = text else { throw .value(at: path, problem: "expected a flop such as \"Td9d6h\", found \(text.shown)") }
    let cards: [Card]
    do { cards = try Card.list(board) } catch { throw .value(at: path, problem: error.pointed) }
    guard cards.count == 3 else { throw .value(at: path, problem: "\"\(board)\" has \(cards.count) card\(cards.count == 1 ? "" : "s"): a flop has 3") }
    return Entry(board: cards.map(\.description).joined(), weight: weight ?? Flop(cards).count)
  }
}

extension StrictTable {
  /// A list of texts; nil if the key is not there.
  func texts(_ key: String, _ expected: String) throws(ScriptError) -> [String]? {
    guard has(key) else { return nil }
    guard case .table(let list) = self[key], list.fields.isEmpty, list.others.isEmpty else { throw fault(key, "expected \(expected), found \(self[key].shown)") }
    return try list.array.map { value throws(ScriptError) in
      guard case .string(let text) = value else { throw fault(key, "expected \(expected), found \(value.shown) in it") }
      return text
    }
  }
}
