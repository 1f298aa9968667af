import Abstraction

/// How good the buckets of each street are, as a table.
public struct BucketSummary {
  /// By street; nil where it is lossless.
  let heads: [BucketTableHead?]

  public init(_ heads: [BucketTableHead?]) { self.heads = heads }

  public var text: String {
    let names = ["preflop", "flop", "turn", "river"]
    var lines = ["street   buckets  equity explained  mean distance  largest  empty  tiny  file"]
    for (street, head) in heads.enumerated() {
      guard let head else {
        lines.append("\(pad(names[street], 9))lossless")
        continue
      }
      let quality = head.quality
      lines.append(
        pad(names[street], 9) + left(countText(head.recipe.buckets), 7) + left(percentText(quality.equityExplained, places: 2), 18)
          + left(decimalText(quality.meanDistance, places: 4), 15) + left(percentText(head.shares.max() ?? 0, places: 2), 9)
          + left("\(quality.empty)", 7) + left("\(quality.tiny)", 6) + "  " + head.recipe.fileName)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
  private func left(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
}
