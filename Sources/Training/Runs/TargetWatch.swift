#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// When to evaluate on the way to a target: seldom while it is far, and when it should be met.
///
/// Exploitability falls about as a power of the iteration. Two evaluations give the power, it gives the iteration at which the target will be met, and
/// the next evaluation is there, but at most half as far again, since the power changes. An evaluation costs as much as half an iteration to
/// three: with one every ten, a small solve spends a fifth of its time on them.
public struct TargetWatch: Hashable, Sendable, Codable {
  private struct Point: Hashable, Sendable, Codable {
    var iteration: Int
    var exploitability: Double
  }

  /// Ascending.
  private var seen: [Point] = []

  /// The first evaluation, in iterations.
  private static let first = 10

  public init() {}

  /// Those that were evaluated.
  var iterations: [Int] { seen.map(\.iteration) }

  /// Takes note of an evaluation.
  mutating func note(iteration: Int, exploitability: Double) {
    seen.removeAll { $0.iteration >= iteration }
    seen.append(Point(iteration: iteration, exploitability: exploitability))
  }

  /// The iteration after which to evaluate next.
  ///
  /// - Parameter target: exploitability to reach; nil without one.
  func next(target: Double?) -> Int {
    guard let last = seen.last else { return Self.first }
    let soonest = last.iteration + max(2, last.iteration / 25), latest = max(2 * Self.first, last.iteration * 3 / 2)
    guard let target, target > 0, last.exploitability > target else { return max(Self.first, last.iteration + last.iteration / 10) }
    let wanted = Double(last.iteration) * pow(last.exploitability / target, 1 / power(at: last))
    return wanted < Double(latest) ? max(soonest, Int(wanted.rounded(.up))) : max(soonest, latest)
  }

  /// p of exploitability ~ iteration^-p, within what is usual: from an evaluation at half of the iterations or before, since the curve trembles.
  private func power(at last: Point) -> Double {
    guard let before = seen.last(where: { 2 * $0.iteration <= last.iteration }) else { return 1 }
    let power = log(before.exploitability / last.exploitability) / log(Double(last.iteration) / Double(before.iteration))
    return min(max(power, 0.7), 3)
  }
}
