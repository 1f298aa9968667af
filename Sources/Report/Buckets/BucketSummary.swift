import Abstraction

/// How good the buckets of each street are, as a table.
public struct BucketSummary {
  /// By street; nil where it is lossless.
  let heads: [BucketTableHead?]

  public init(_ heads: [BucketTableHead?]) { self.heads = heads }

  public func text(style: TextStyle, width: Int) -> String {
    var table = TextTable([
      .left("street"), .right("buckets"), .right("equity explained"), .right("mean distance"), .right("largest"), .right("empty"), .right("tiny"), .left("file"),
    ])
    for (street, head) in zip(["preflop", "flop", "turn", "river"], heads) {
      guard let head else {
        table.add([street, "lossless", "", "", "", "", "", ""])
        continue
      }
      let quality = head.quality
      table.add([
        street, countText(head.recipe.buckets), percentText(quality.equityExplained, places: 2), decimalText(quality.meanDistance, places: 4),
        percentText(head.shares.max() ?? 0, places: 2), countText(quality.empty), countText(quality.tiny), head.recipe.fileName,
      ])
    }
    return table.lines(style: style, width: max(width, narrowestWidth)).joined(separator: "\n") + "\n"
  }
}
