import Lua

/// The `holdem` module: the only place where Lua tables become poker values.
struct HoldemModule {
  let host: ScriptHost

  func register(in state: LuaState) throws(LuaError) {
    let host = self.host
    try state.register(
      module: "holdem",
      functions: [
        "spot": { [.object(try GameObject.spot($0[0]))] },
        "nolimit": { [.object(try GameObject.noLimit($0[0], isPotLimit: false))] },
        "potlimit": { [.object(try GameObject.noLimit($0[0], isPotLimit: true))] },
        "limit": { [.object(try GameObject.limit($0[0]))] },
        "kuhn": { [.object(try GameObject.small("kuhn", .kuhn(), $0[0]))] },
        "leduc": { [.object(try GameObject.small("leduc", .leduc(), $0[0]))] },
        "acpc": { [.object(try GameObject.acpc($0))] },
        "cfr": { [.object(try MethodObject.cfr($0[0]))] },
        "load": { [.object(try SolverObject.load($0, host: host))] },
        "solver": { [.object(try SolverObject($0[0], state: $0.state, host: host))] },
      ],
      values: ["version": .string(holdemVersion)])
  }
}

/// The version of the program and of the `holdem` module.
public let holdemVersion = "0.1.0"
