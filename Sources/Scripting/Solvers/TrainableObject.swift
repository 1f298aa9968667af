import Abstraction
import Game
import Lua
import Report
import Training

/// What `holdem.solver` and `holdem.load` return, whatever the method: something that runs by iterations, with hooks and a folder.
class TrainableObject: LuaObject {
  let host: ScriptHost
  /// What made the game, for messages: `holdem.spot`.
  let constructor: String
  let tree: BettingTree
  let settings: RunSettings
  unowned let state: LuaState
  /// The run under way, if there is one; then a hook is calling.
  var loop: TrainingLoop?
  /// Whether the solver is one of an aggregate, which has a folder of its own.
  var isPartOfList = false
  /// The folder of the runs, once the first has begun.
  var runFolder: RunFolder?

  init(type: LuaObjectType, constructor: String, tree: BettingTree, settings: RunSettings, state: LuaState, host: ScriptHost) {
    self.host = host
    self.constructor = constructor
    self.tree = tree
    self.settings = settings
    self.state = state
    super.init(type: type)
  }

  var rules: GameRules { tree.rules }

  /// Chips of the pot the game begins with: what percentages are of; 0 where a utility measures something else.
  var pot: Double { tree.hasUtility ? 0 : Double(BettingState(rules).pot) / Double(rules.unitsPerChip) }

  /// How often a run is evaluated where the script does not say.
  var usualEvaluation: Cadence { .iterations(10) }
  /// Whether a run with a target is evaluated when it should be met, where the script does not say.
  var evaluatesForTarget: Bool { true }

  /// The training, with its tables; made at the first need.
  func trainable() throws -> any Trainer { preconditionFailure("every method has its trainer") }

  /// Whether a run tells how many traversals were done.
  var countsTraversals: Bool { false }

  /// Iterations of the runs so far, where a script is only priced.
  var pricedIterations = 0

  /// Why evaluations do not work out the exact exploitability, where they do not.
  var whyNotExact: String { "" }

  /// The changes of the method that a hook may return, besides those of every run.
  var hookKeys: [String] { [] }
  func readChanges(_ table: StrictTable, into changes: inout RunChanges) throws {}

  /// What a hook may ask through its `run`.
  func evaluateForHook(_ call: LuaCall) throws -> [LuaValue] { preconditionFailure("every method answers") }
  func evForHook(_ call: LuaCall) throws -> [LuaValue] { preconditionFailure("every method answers") }
  func strategyForHook(_ call: LuaCall) throws -> [LuaValue] { preconditionFailure("every method answers") }
}

extension TrainableObject {
  /// `solver:tree(depth)`: the betting tree as an indented list.
  func listTree(_ call: LuaCall) throws -> [LuaValue] {
    let depth = call[0] == .nil ? 3 : call[0].integerValue ?? -1
    guard depth >= 0 else { throw ScriptError.value(at: "solver:tree", problem: "expected a depth from 0, found \(call[0].shown)") }
    return [.string(TreeListing(tree, depth: Int(depth)).text(style: host.style, width: host.width))]
  }

  /// What is there instead of a decision, if a line leads to none.
  func whyNobodyActs(at index: Int) -> String? {
    let node = tree.nodes[index]
    switch node.kind {
    case .decision: return nil
    case .fold, .showdown: return "the hand is over there"
    case .deal: return "the \(rules.streets[Int(node.street) + 1].name) is dealt there: add its cards, as in \"x-x/Qc\""
    }
  }

  /// A digest of tables as 16 hexadecimal digits.
  static func digits(_ digest: UInt64) -> LuaValue {
    let digits = String(digest, radix: 16)
    return .string(String(repeating: "0", count: 16 - digits.count) + digits)
  }
}
