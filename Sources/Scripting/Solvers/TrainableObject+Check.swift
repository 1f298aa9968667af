import Abstraction
import CFR
import Lua

/// What queries answer while a script is only priced.
extension TrainableObject {
  /// Whether the script is only priced: then a query answers with numbers that have the right form and no meaning.
  var isPriced: Bool {
    guard host.check != nil else { return false }
    host.checkState.invent()
    return true
  }

  /// The actions of a decision, all as likely.
  func pricedStrategy(_ node: BettingNode) -> [LuaValue] {
    let share = 1 / Double(node.children.count)
    return [.object(StrategyObject(player: rules.seatName(Int(node.player)), entries: node.children.map { (tree.label($0), share) }))]
  }

  /// The decision that a script names by its line, cards included.
  func place(_ value: LuaValue, _ path: String) throws(ScriptError) -> PublicPlace {
    guard case .string(let line) = value else { throw .value(at: path, problem: "expected a line such as \"\" (the root) or \"x-b120-c/Qc/x\", found \(value.shown)") }
    let place: PublicPlace
    do { place = try PublicPlace(line, in: tree) } catch { throw .value(at: path, problem: "\(error)") }
    if let problem = whyNobodyActs(at: place.node) { throw .value(at: path, problem: "line \"\(line)\": \(problem)") }
    return place
  }

  /// `solver:node_id(line)`: a line, cards included, as the cumulative id that other tools use: `r:0:c:b120:c:Qc`.
  func nodeID(_ call: LuaCall) throws -> [LuaValue] {
    guard case .string(let line) = call[0] else { throw ScriptError.value(at: "solver:node_id", problem: "expected a line such as \"x-b120-c/Qc/x\", found \(call[0].shown)") }
    do { return [.string(tree.nodeID(try tree.find(line)))] } catch { throw ScriptError.value(at: "solver:node_id", problem: "\(error)") }
  }
}
