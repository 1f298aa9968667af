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

/// How an attack ends: at the limit of time or of memory, or with an error of its own.
enum AttackEnd { case time, memory, error }

/// Runs a script that tries to hang or to exhaust the host: it must end soon, and leave the state usable.
func expectEnd(_ attack: (end: AttackEnd, source: String)) throws {
  // Filling the memory may take longer than the short limit on a busy machine.
  let state = try makeCell(seconds: attack.end == .memory ? 8 : 0.2)
  let start = ContinuousClock.now
  let error = try failure(of: attack.source, in: state)
  let took = ContinuousClock.now - start
  switch (attack.end, error) {
  case (.time, .time), (.memory, .memory), (.error, .runtime), (.error, .memory), (.error, .time): break
  default: Issue.record("\(error) for \(attack.source)")
  }
  // Fifty times the limit: an attack that works takes hours.
  #expect(took < .seconds(10), "\(attack.source)")
  #expect(try state.run(source: "return 1 + 1") == [2])
}
