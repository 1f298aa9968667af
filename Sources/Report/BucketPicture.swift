import Abstraction

/// The buckets of a street as SVG: from left to right in their order, each as wide as its share of all deals; a pale bar from the 5 % to the 95 %
/// quantile of E[equity], a dark one over the middle half, a line at the median.
public struct BucketPicture {
  let head: BucketTableHead

  public init(_ head: BucketTableHead) { self.head = head }

  private static let width = 1000.0
  private static let height = 500.0
  private static let margin = 50.0

  public var svg: String {
    let (w, h, m) = (Self.width, Self.height, Self.margin)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(w + 2 * m)) \(number(h + 2 * m))\" font-family=\"sans-serif\" font-size=\"14\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
      "<text x=\"\(number(m))\" y=\"25\">\(head.recipe.street): \(countText(head.recipe.buckets)) buckets, \(percentText(head.quality.equityExplained, places: 2)) of the variance of equity explained</text>",
    ]
    for percent in stride(from: 0, through: 100, by: 25) {
      let y = number(m + h * (1 - Double(percent) / 100))
      lines.append("<line x1=\"\(number(m))\" x2=\"\(number(m + w))\" y1=\"\(y)\" y2=\"\(y)\" stroke=\"#ccc\"/>")
      lines.append("<text x=\"\(number(m - 8))\" y=\"\(y)\" text-anchor=\"end\">\(percent) %</text>")
    }
    var left = m
    for (bucket, share) in head.shares.enumerated() {
      let quantiles = head.quantiles[bucket].map { m + h * (1 - Double($0) / 255) }
      let width = w * share
      lines.append("<g><title>bucket \(bucket + 1): \(percentText(share, places: 2)) of deals, mean equity \(percentText(head.equities[bucket]))</title>")
      lines.append(bar(left, width, quantiles[4], quantiles[0], "#9ecae1") + bar(left, width, quantiles[3], quantiles[1], "#3182bd"))
      lines.append("<line x1=\"\(number(left))\" x2=\"\(number(left + width))\" y1=\"\(number(quantiles[2]))\" y2=\"\(number(quantiles[2]))\" stroke=\"black\"/></g>")
      left += width
    }
    lines.append("<text x=\"\(number(m + w / 2))\" y=\"\(number(h + 1.7 * m))\" text-anchor=\"middle\">share of all deals; the height is E[equity]</text>")
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func bar(_ x: Double, _ width: Double, _ top: Double, _ bottom: Double, _ colour: String) -> String {
    "<rect x=\"\(number(x))\" y=\"\(number(top))\" width=\"\(number(width))\" height=\"\(number(max(1, bottom - top)))\" fill=\"\(colour)\"/>"
  }

  private func number(_ value: Double) -> String { decimalText(value, places: 2) }
}
