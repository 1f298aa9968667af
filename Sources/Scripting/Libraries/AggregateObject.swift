import Lua
import Report
import Training

/// What `holdem.aggregate` returns: a row a flop, and what they come to together.
final class AggregateObject: LuaObject {
  static let luaType = LuaObjectType(
    "aggregate", of: AggregateObject.self,
    methods: [
      "rows": { try $0.rows($1.taking(1, "aggregate:rows")) },
      "total": { try $0.total($1.taking(1, "aggregate:total")) },
      "text": { try $0.text($1.taking(1, "aggregate:text")) },
      "csv": { try $0.csv($1.taking(2, "aggregate:csv")) },
      "html": { try $0.html($1.taking(2, "aggregate:html")) },
    ],
    properties: [
      "complete": { .boolean($0.isComplete) },
      "columns": { .table(LuaTable(array: $0.report.columns.map { .string($0.name) })) },
    ])

  private let report: AggregateReport
  private let isComplete: Bool
  private let host: ScriptHost

  private init(_ report: AggregateReport, isComplete: Bool, host: ScriptHost) {
    self.report = report
    self.isComplete = isComplete
    self.host = host
    super.init(type: Self.luaType)
  }

  /// `holdem.aggregate { flops =, solver =, run =, lines =, folder =, resume = }`.
  static func aggregate(_ call: LuaCall, host: ScriptHost) throws -> AggregateObject {
    let plan = try AggregatePlan(call[0])
    if let folder = plan.folder { try host.checkWritable(folder, "holdem.aggregate: folder") }
    let rows = try AggregateRun(plan: plan, state: call.state, host: host).run()
    return AggregateObject(AggregateReport(rows), isComplete: host.check != nil || rows.count == plan.flops.count, host: host)
  }

  override var luaDescription: String { "aggregate of \(report.rows.count) flop\(report.rows.count == 1 ? "" : "s")" }

  /// `aggregate:rows { sort =, filter = }`: a table a flop, by the names of the columns.
  private func rows(_ call: LuaCall) throws -> [LuaValue] {
    let found = try arranged(call[0], "aggregate:rows", call.state)
    return [.table(LuaTable(array: found.rows.map { Self.table(found, found.values($0)) }))]
  }

  /// `aggregate:total { filter = }`: what the columns come to.
  private func total(_ call: LuaCall) throws -> [LuaValue] {
    let found = try arranged(call[0], "aggregate:total", call.state)
    return [Self.table(found, found.totals)]
  }

  /// `aggregate:text { sort =, filter = }`: the table for a terminal.
  private func text(_ call: LuaCall) throws -> [LuaValue] {
    [.string(try arranged(call[0], "aggregate:text", call.state).text(style: host.style, width: host.width))]
  }

  /// `aggregate:csv("flops.csv", { sort =, filter = })`.
  private func csv(_ call: LuaCall) throws -> [LuaValue] { try write(call, "aggregate:csv", "flops.csv") { $0.csv } }

  /// `aggregate:html("flops.html", { sort =, filter = })`.
  private func html(_ call: LuaCall) throws -> [LuaValue] {
    try write(call, "aggregate:html", "flops.html") { AggregatePage($0, title: "Aggregate report").html }
  }

  /// The rows that `{ sort = "-ev_oop", filter = function(row) ... end }` asks for.
  private func arranged(_ options: LuaValue, _ path: String, _ state: LuaState) throws -> AggregateReport {
    guard options != .nil else { return report }
    let table = try StrictTable(options, path: path, known: ["sort", "filter"])
    let sort = try table.string("sort", "a column, with - in front for the largest first: \"-ev_oop\"")
    let filter = try table.function("filter")
    let found = try report.arranged(by: sort) { row in
      guard let filter else { return true }
      let answer = try state.call(filter, [Self.table(report, report.values(row))]).first ?? .nil
      switch answer {
      case .boolean(let flag): return flag
      case .nil: return false
      default: throw ScriptError.value(at: "\(path): filter", problem: "expected true or false, found \(answer.shown)")
      }
    }
    guard let found else {
      let names = report.columns.map(\.name), name = sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 } ?? ""
      let near = nearestName(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
      throw table.fault("sort", "\"\(name)\" is no column\(near) (known: \(names.joined(separator: ", ")))")
    }
    return found
  }

  private func write(_ call: LuaCall, _ name: String, _ example: String, _ text: (AggregateReport) -> String) throws -> [LuaValue] {
    guard case .string(let path) = call[0], !path.isEmpty else {
      throw ScriptError.value(at: name, problem: "expected a path such as \"\(example)\", found \(call[0].shown)")
    }
    try host.checkWritable(path, name)
    guard host.check == nil else { return [] }
    try TextFile(path).write(text(try arranged(call[1], name, call.state)))
    return []
  }

  /// Values by the names of their columns.
  private static func table(_ report: AggregateReport, _ values: [AggregateColumn.Value]) -> LuaValue {
    var fields: [String: LuaValue] = [:]
    for (column, value) in zip(report.columns, values) {
      switch value {
      case .text(let text): fields[column.name] = .string(text)
      case .whole(let number): fields[column.name] = .integer(Int64(number))
      case .number(let number): fields[column.name] = .number(number)
      case .none: break
      }
    }
    return .table(LuaTable(fields: fields))
  }
}
