import Abstraction

/// The buckets of a street as SVG, in two panels.
///
/// Above, from left to right in their order, each as wide as its share of all deals: a pale bar from the 5 % to the 95 % quantile of E[equity], a dark one over the
/// middle half, a line at the median. Below the size of each, all equally wide, with a line at the mean.
public struct BucketPicture {
  let head: BucketTableHead

  public init(_ head: BucketTableHead) { self.head = head }

  /// A rectangle to draw in.
  private struct Panel {
    var left = 80.0
    var width = 1000.0
    var top: Double
    var height: Double
    var bottom: Double { top + height }
  }

  private static let equities = Panel(top: 80, height: 460)
  private static let sizes = Panel(top: 630, height: 150)
  private static let (width, height) = (1110.0, 835.0)
  private static let (pale, dark, ink, rule) = ("#bcd7ee", "#2f74b5", "#10253c", "#d5d5d5")

  public var svg: String {
    let lines =
      [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(Self.width)) \(number(Self.height))\" width=\"\(number(Self.width))\" "
          + "height=\"\(number(Self.height))\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#333\">",
        "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
        text("The \(head.recipe.street) in \(countText(head.recipe.buckets)) buckets: \(featureName)", Self.equities.left, 32, size: 18),
        text(
          "\(percentText(head.quality.equityExplained, places: 2)) of the variance of equity lies between buckets; \(countText(head.quality.empty)) empty, \(countText(head.quality.tiny)) tiny",
          Self.equities.left, 55),
      ] + legend() + equityPanel() + sizePanel()
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private var featureName: String {
    switch head.recipe.feature {
    case .percentile: "equal mass by equity"
    case .texturePercentile: "equal mass by equity on boards of one texture"
    case .equity: "expected equity"
    case .squaredEquity: "expected square of the equity"
    case .riverHistogram: "histograms of the equity on the river"
    case .nextHistogram: "histograms of the equity on the next street"
    case .opponents(let clusters): "equity against \(clusters) clusters of opponents"
    case .potential: "potential-aware"
    case .function(let name), .functionOfHistograms(let name): "the function \(xmlText("\"\(name)\""))"
    }
  }

  private func legend() -> [String] {
    let (x, y) = (Self.equities.left + Self.equities.width - 330, 42.0)
    return [
      rectangle(x, y, 26, 14, Self.pale), text("5 % to 95 %", x + 32, y + 12), rectangle(x + 118, y, 26, 14, Self.dark), text("middle half", x + 150, y + 12),
      "<line x1=\"\(number(x + 236))\" x2=\"\(number(x + 262))\" y1=\"\(number(y + 7))\" y2=\"\(number(y + 7))\" stroke=\"\(Self.ink)\" stroke-width=\"2\"/>",
      text("median", x + 268, y + 12),
    ]
  }

  private func equityPanel() -> [String] {
    let panel = Self.equities
    func y(_ equity: Double) -> Double { panel.bottom - panel.height * equity }
    var lines: [String] = []
    for percent in stride(from: 0, through: 100, by: 10) {
      lines.append(rule(panel.left, panel.left + panel.width, y(Double(percent) / 100)))
      if percent % 20 == 0 { lines.append(text("\(percent) %", panel.left - 8, y(Double(percent) / 100) + 4, anchor: "end")) }
    }
    // Thin buckets have thin lines at their medians, which would else hide all that is around them.
    let stroke = min(2, max(0.6, 400 / Double(head.shares.count)))
    var left = panel.left
    for (bucket, share) in head.shares.enumerated() where share > 0 {
      let width = panel.width * share, quantiles = head.quantiles[bucket].map { y(Double($0) / 255) }
      // A gap between bars, where there is room.
      let gap = min(1, width / 8)
      lines.append(
        "<g><title>\(describe(bucket))</title>" + rectangle(left + gap / 2, quantiles[4], width - gap, quantiles[0] - quantiles[4], Self.pale)
          + rectangle(left + gap / 2, quantiles[3], width - gap, quantiles[1] - quantiles[3], Self.dark)
          + "<line x1=\"\(number(left))\" x2=\"\(number(left + width))\" y1=\"\(number(quantiles[2]))\" y2=\"\(number(quantiles[2]))\" stroke=\"\(Self.ink)\" stroke-width=\"\(number(stroke))\"/></g>")
      left += width
    }
    for percent in stride(from: 0, through: 100, by: 20) {
      lines.append(text("\(percent) %", panel.left + panel.width * Double(percent) / 100, panel.bottom + 18, anchor: "middle"))
    }
    lines.append(text("share of all deals, the weakest buckets first", panel.left + panel.width / 2, panel.bottom + 36, anchor: "middle"))
    lines.append(sideText("expected equity", panel))
    return lines
  }

  private func sizePanel() -> [String] {
    let panel = Self.sizes, count = head.shares.count, mean = 1 / Double(count)
    let most = max(head.shares.max() ?? 0, 2 * mean)
    func y(_ share: Double) -> Double { panel.bottom - panel.height * share / most }
    var lines: [String] = []
    var marks = [(0, "0"), (most, percentText(most, places: 2))]
    // Beside bars that are much higher there is no room for its name.
    if most < 10 * mean { marks.append((mean, "mean")) }
    for (share, name) in marks {
      lines.append(rule(panel.left, panel.left + panel.width, y(share)))
      lines.append(text(name, panel.left - 8, y(share) + 4, anchor: "end"))
    }
    let width = panel.width / Double(count), gap = min(1, width / 8)
    for (bucket, share) in head.shares.enumerated() {
      lines.append(
        "<g><title>\(describe(bucket))</title>"
          + rectangle(panel.left + Double(bucket) * width + gap / 2, y(share), width - gap, panel.bottom - y(share), Self.dark) + "</g>")
    }
    lines.append("<line x1=\"\(number(panel.left))\" x2=\"\(number(panel.left + panel.width))\" y1=\"\(number(y(mean)))\" y2=\"\(number(y(mean)))\" stroke=\"\(Self.ink)\" stroke-dasharray=\"4 3\"/>")
    let step = tick(count)
    for bucket in [1] + Array(stride(from: step, through: count, by: step)) where bucket == 1 || step > 1 {
      lines.append(text(countText(bucket), panel.left + (Double(bucket) - 0.5) * width, panel.bottom + 18, anchor: "middle"))
    }
    lines.append(text("bucket", panel.left + panel.width / 2, panel.bottom + 36, anchor: "middle"))
    lines.append(sideText("share of deals", panel))
    return lines
  }

  /// The distance of marks: 1, 2 or 5 times a power of ten, at most ten of them.
  private func tick(_ count: Int) -> Int {
    var power = 1
    while true {
      for factor in [1, 2, 5] where count / (factor * power) <= 10 { return factor * power }
      power *= 10
    }
  }

  private func describe(_ bucket: Int) -> String {
    "bucket \(bucket + 1): \(percentText(head.shares[bucket], places: 3)) of deals, mean equity \(percentText(head.equities[bucket]))"
  }

  // MARK: Shapes

  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: String) -> String {
    "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(max(1, height)))\" fill=\"\(colour)\"/>"
  }

  private func rule(_ left: Double, _ right: Double, _ y: Double) -> String {
    "<line x1=\"\(number(left))\" x2=\"\(number(right))\" y1=\"\(number(y))\" y2=\"\(number(y))\" stroke=\"\(Self.rule)\"/>"
  }

  private func text(_ text: String, _ x: Double, _ y: Double, anchor: String = "start", size: Double? = nil) -> String {
    let font = size.map { " font-size=\"\(number($0))\"" } ?? ""
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\"\(font)>\(text)</text>"
  }

  /// Along the left side of a panel.
  private func sideText(_ text: String, _ panel: Panel) -> String {
    let (x, y) = (22.0, panel.top + panel.height / 2)
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"middle\" transform=\"rotate(-90 \(number(x)) \(number(y)))\">\(text)</text>"
  }

  private func number(_ value: Double) -> String { decimalText(value, places: 2) }
}
