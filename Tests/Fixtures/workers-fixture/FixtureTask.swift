/// What the test worker can do. Unless it says otherwise a task ends by computing its value.
enum FixtureTask: UInt32 {
  /// Writes the value of its index to the segment of results and hands it back.
  case compute
  /// Sleeps for `argument` milliseconds.
  case sleep
  /// Aborts, if its index is `argument`.
  case abort
  /// Kills itself in `argument` of 1000 cases, half of them after its result is half written.
  case roulette
  /// Loops for ever, if its index is `argument`.
  case loop
  /// Stops itself (SIGSTOP) when it runs for the first time, if its index is `argument`.
  case freezeOnce
  /// Throws an error if its index is `argument` or above.
  case fail
  /// Throws an error with a text of `argument` bytes.
  case failAtLength
  /// Writes `argument` random bytes to the socket.
  case babble
  /// Answers for another task.
  case lie
  /// Ends its side of the conversation and goes on living when it runs for the first time, if its index is `argument`.
  case hide
  /// Hands back how the process was started: open descriptors, blocked signals, 1 when it leads its own process group,
  /// 1 when its input is empty.
  case describe
  /// Spins for about `argument` microseconds.
  case spin
  /// Reads what is not mapped when it runs for the first time, if its index is `argument`.
  case segfault
  /// Takes memory until the system gives no more (RLIMIT_AS) when it runs for the first time, if its index is `argument`.
  case devour
  /// Notes the time (CLOCK_MONOTONIC, in ns) as its result and kills itself when it runs for the first time, if its index is `argument`.
  case dieOnTheClock
  /// Waits until its result is no longer 0: until the coordinator has written something there.
  case await
}

enum FixtureSegment {
  /// One UInt64 a task.
  static let results: UInt32 = 1
  /// One UInt64 a task: how often it began.
  static let attempts: UInt32 = 2
  /// Refused by the handler.
  static let unwanted: UInt32 = 99
}

/// The value of a task, a few rounds of a mixing function.
func fixtureValue(_ index: UInt32) -> UInt64 {
  var value = UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
  value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
  value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
  return value ^ (value >> 31)
}
