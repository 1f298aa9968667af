import Lua

/// The `holdem` module: the only place where Lua tables become poker values.
struct HoldemModule {
  let host: ScriptHost

  func register(in state: LuaState) throws(LuaError) {
    let host = self.host
    try state.register(
      module: "holdem",
      functions: [
        "spot": { [.object(try GameObject.spot($0.taking(1, "holdem.spot")[0]))] },
        "nolimit": { [.object(try GameObject.noLimit($0.taking(1, "holdem.nolimit")[0], isPotLimit: false))] },
        "potlimit": { [.object(try GameObject.noLimit($0.taking(1, "holdem.potlimit")[0], isPotLimit: true))] },
        "limit": { [.object(try GameObject.limit($0.taking(1, "holdem.limit")[0]))] },
        "kuhn": { [.object(try GameObject.small("kuhn", .kuhn(), $0.taking(1, "holdem.kuhn")[0]))] },
        "leduc": { [.object(try GameObject.small("leduc", .leduc(), $0.taking(1, "holdem.leduc")[0]))] },
        "acpc": { [.object(try GameObject.acpc($0.taking(2, "holdem.acpc")))] },
        "cfr": { [.object(try MethodObject.cfr($0.taking(1, "holdem.cfr")[0]))] },
        "aggregate": { [.object(try AggregateObject.aggregate($0.taking(1, "holdem.aggregate"), host: host))] },
        "database": { [.object(try DatabaseObject($0.taking(1, "holdem.database"), host: host))] },
        "batch": { try BatchObject.loop($0.taking(1, "holdem.batch"), host: host) },
        "options": { [.object(try OptionsObject.read($0.taking(1, "holdem.options"), host: host))] },
        "cards": { [.object(try CardsObject($0.taking(1, "holdem.cards")[0], state: $0.state, host: host))] },
        "load": { [.object(try SolverObject.load($0.taking(2, "holdem.load"), host: host))] },
        "mccfr": { [.object(try SampledMethodObject.mccfr($0.taking(1, "holdem.mccfr")[0], $0.state))] },
        "solver": { [.object(try solver($0.taking(1, "holdem.solver")[0], $0.state))] },
      ],
      values: ["version": .string(holdemVersion)])
  }

  /// The solver that the method wants.
  private func solver(_ value: LuaValue, _ state: LuaState) throws -> TrainableObject {
    if case .table(let table) = value, case .object(let object) = table["method"], object is SampledMethodObject {
      return try SampledSolverReader(state: state, host: host).solver(value)
    }
    return try SolverObject(value, state: state, host: host)
  }
}

/// The version of the program and of the `holdem` module.
public let holdemVersion = "0.1.0"
