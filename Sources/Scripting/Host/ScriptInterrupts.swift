/// What a signal to stop means, wherever the script is when it comes.
///
/// A run of a solver that is under way hears it: the run ends after its iteration, and the script goes on to print what it has. Anywhere else Lua itself
/// is ended. Hooks belong to the run that calls them.
final class ScriptInterrupts {
  private let isRequested: () -> Bool
  /// Runs under way: one, or a run inside another solver's hook.
  private var runs = 0
  /// Whether a run has ended because of the signal: what comes after is the script's last word.
  private var wasHeard = false

  init(_ isRequested: @escaping () -> Bool) { self.isRequested = isRequested }

  /// Whether the Lua that is running is to end.
  var endsLua: Bool { runs == 0 && !wasHeard && isRequested() }

  /// A run of a solver.
  func during<Result>(_ run: () throws -> Result) rethrows -> Result {
    runs += 1
    defer {
      runs -= 1
      if isRequested() { wasHeard = true }
    }
    return try run()
  }

  /// Begins anew, with the next entry of a shell.
  func forget() { wasHeard = false }
}
