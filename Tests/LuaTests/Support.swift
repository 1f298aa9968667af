import Testing

@testable import Lua

/// A state with short limits.
func makeState(_ change: (inout LuaOptions) -> Void = { _ in }) throws -> LuaState {
  var options = LuaOptions()
  options.chunkTimeLimit = 20
  change(&options)
  return try LuaState(options: options)
}

/// A state for attacks: little time and 32 MiB.
func makeCell(seconds: Double = 0.2) throws -> LuaState {
  try makeState {
    $0.chunkTimeLimit = seconds
    $0.callTimeLimit = seconds
    $0.memoryLimit = 32 << 20
  }
}

/// What running `source` throws.
func failure(of source: String, in state: LuaState) throws -> LuaError {
  do {
    let results = try state.run(source: source, name: "t")
    Issue.record("no error, but \(results), from: \(source)")
    throw LuaError.data("no error")
  } catch let error as LuaError {
    return error
  }
}
