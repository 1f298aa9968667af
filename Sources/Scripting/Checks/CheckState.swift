/// How far the check of a script is.
///
/// Runs and queries answer at once, with numbers that have the right form and no meaning, so that a script that solves several games in turn is priced
/// whole. From the first such answer on, what the script prints would be wrong: it is left out.
final class CheckState {
  /// Whether the script has been given a number that nobody worked out.
  private(set) var hasInvented = false
  private var runs = 0
  /// More runs than this are a loop that waits for something.
  private static let mostRuns = 1000

  func invent() { hasInvented = true }

  /// A run that is not run.
  ///
  /// - Throws: `CheckFinished` after too many.
  func run() throws(CheckFinished) {
    invent()
    runs += 1
    if runs > Self.mostRuns { throw CheckFinished() }
  }
}

/// Thrown through a script that is only being checked, when nothing new is to be expected of it.
struct CheckFinished: Error {}
