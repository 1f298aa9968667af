/// The status of a run as one line: `  120 it   0.31 % of the pot (0.62 chips)   3.9 it/s   ETA 0:42`.
///
/// Limits are named where they exist. What does not fit is left out, the least important first.
public struct ProgressLine: Sendable {
  public let status: ProgressStatus

  public init(_ status: ProgressStatus) { self.status = status }

  /// The line, at most `width` columns wide.
  public func text(width: Int) -> String {
    for detail in stride(from: 4, through: 0, by: -1) {
      let line = line(detail: detail)
      if line.count <= width { return line }
    }
    return line(detail: 0).cut(to: width)
  }

  /// - Parameter detail: 4 for everything; then without limits, without chips, without the rate; 0 leaves iterations and exploitability.
  private func line(detail: Int) -> String {
    var iterations = "\(status.iteration)"
    if detail >= 4, let limit = status.limitIterations { iterations += "/\(limit)" }
    var parts = [iterations.rightAligned(to: 5) + " it"]
    if let batch = status.batch { parts.insert(batch, at: 0) }
    if let exploitability = exploitability(detail: detail) { parts.append(exploitability) }
    if detail >= 2 { parts.append(rateText(status.iterationsPerSecond)) }
    if detail >= 4, let limit = status.limitSeconds { parts.append("\(durationText(status.seconds)) of \(durationText(limit))") }
    if detail >= 1, let eta = status.etaSeconds { parts.append("ETA \(durationText(eta))") }
    return parts.joined(separator: "   ")
  }

  private func exploitability(detail: Int) -> String? {
    let chips = status.exploitabilityChips.map { "\(smallText($0)) chips" }
    guard let share = status.exploitabilityShareOfPot else { return chips }
    var text = "\(smallText(share * 100)) %"
    if detail >= 1 { text += " of the pot" }
    if detail >= 3, let chips { text += " (\(chips))" }
    if detail >= 4, let target = status.targetShare { text += ", target \(smallText(target * 100).shortened) %" }
    return text
  }
}
