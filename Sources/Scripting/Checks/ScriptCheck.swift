import Abstraction
import Report

/// What `holdem-lua check` says of a solver, whatever its method.
public protocol ScriptCheck {
  var tree: BettingTree { get }
  /// The first actions of the tree, for people.
  func listing(style: TextStyle, width: Int) -> String
  /// What the solve takes, for people.
  ///
  /// - Parameter available: bytes that the machine has.
  func cost(style: TextStyle, width: Int, available: Int) -> String
  /// For programs.
  func report(available: Int) -> any Encodable
}

extension ScriptCheck {
  /// What the builder noted, such as sizes that were merged, and streets that are never reached.
  public var warnings: [String] {
    let rules = tree.rules
    let unreached = rules.streets.indices.filter { level in !tree.nodes.contains { Int($0.street) == level } }.map { rules.streets[$0].name }
    var notes = tree.notes
    if rules.players > 2 { notes.append("\(rules.players) players: matches can be measured, but they are no certificate of an equilibrium") }
    guard !unreached.isEmpty else { return notes }
    return notes + ["no betting is left on the \(unreached.joined(separator: ", ")): no line of the tree gets there"]
  }

  /// The first of the warnings, a line each.
  var warningLines: String {
    let warnings = warnings, shown = warnings.prefix(20)
    let more = warnings.count > shown.count ? "note: ... and \(warnings.count - shown.count) more\n" : ""
    return shown.map { "note: \($0)\n" }.joined() + more
  }
}

/// What `holdem-lua check --json` prints of all solvers of a script: one object.
///
/// - Parameter available: bytes that the machine has for a solve.
public func checkReport(_ checks: [any ScriptCheck], available: Int) throws -> String { try CheckReport.text(checks, available: available) }
