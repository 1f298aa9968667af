import Foundation

/// How the exploitability of some runs falls, as a picture (SVG) with two logarithmic axes.
public struct ConvergencePlot {
  /// What the horizontal axis counts.
  public enum Axis: String, CaseIterable, Sendable {
    case seconds, iterations, cpu

    var title: String {
      switch self {
      case .seconds: "seconds"
      case .iterations: "iterations"
      case .cpu: "CPU seconds of the program and its workers"
      }
    }

    /// A place along the axis: `200 iterations`, `36.2 s`.
    func text(_ value: Double) -> String {
      switch self {
      case .seconds: "\(ConvergencePlot.short(value)) s"
      case .iterations: plural(Int(value), "iteration")
      case .cpu: "\(ConvergencePlot.short(value)) CPU s"
      }
    }
  }

  /// A run: its name in the legend, and its points.
  public struct Run: Sendable {
    public var name: String
    /// Along the axis, and the exploitability; both above 0 and of a size that can be drawn, or the point is left out.
    public var points: [(x: Double, y: Double)]

    /// Numbers that axes and labels have room for.
    private static let drawable = 1e-15...1e15

    public init(name: String, points: [(x: Double, y: Double)]) {
      self.name = name
      self.points = points.filter { Self.drawable.contains($0.x) && Self.drawable.contains($0.y) }
    }
  }

  private let runs: [Run]
  private let axis: Axis
  /// The unit of exploitability: `% of the pot`, `chips`.
  private let unit: String
  private let x: LogScale
  private let y: LogScale

  private static let width = 960.0, height = 600.0, left = 84.0, right = 24.0, top = 56.0, bottom = 64.0
  /// Colours that most colour-blind people tell apart (Okabe & Ito 2008), without the yellow.
  private static let colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f"]
  private static let dashes = ["", "7 4", "2 3"]

  /// - Returns: nil if no run has a point.
  public init?(_ runs: [Run], by axis: Axis, unit: String) {
    let points = runs.flatMap(\.points)
    guard !points.isEmpty else { return nil }
    self.runs = runs
    self.axis = axis
    self.unit = unit
    x = LogScale(points.map(\.x), from: Self.left, to: Self.width - Self.right)
    y = LogScale(points.map(\.y), from: Self.height - Self.bottom, to: Self.top)
  }

  public var svg: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(Self.width)) \(number(Self.height))" width="\(number(Self.width))"
      height="\(number(Self.height))" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13" fill="#333">
    <title>Convergence: exploitability in \(xmlText(unit)) by \(axis.title)</title>
    <rect width="100%" height="100%" fill="#fff"/>
    <text x="\(number(Self.left))" y="30" font-size="18" font-weight="600">Exploitability, \(xmlText(unit))</text>
    \(grid)
    \(runs.indices.map(curve).joined(separator: "\n"))
    \(legend)
    </svg>

    """
  }

  private func colour(_ run: Int) -> String { Self.colours[run % Self.colours.count] }
  private func dash(_ run: Int) -> String {
    let dash = Self.dashes[run / Self.colours.count % Self.dashes.count]
    return dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
  }

  private var grid: String {
    let bottom = Self.height - Self.bottom, right = Self.width - Self.right
    var lines: [String] = [], labels: [String] = []
    var taken = -Double.infinity
    for tick in x.ticks {
      let place = x.place(tick.value)
      lines.append("<path d=\"M\(number(place)) \(number(Self.top))V\(number(bottom))\" stroke=\"\(tick.isMajor ? "#d8d8d8" : "#efefef")\"/>")
      // A label needs some room.
      guard tick.isMajor, place - taken > 44 else { continue }
      taken = place
      labels.append("<text x=\"\(number(place))\" y=\"\(number(bottom + 20))\" text-anchor=\"middle\">\(LogScale.label(tick.value))</text>")
    }
    for tick in y.ticks {
      let place = y.place(tick.value)
      lines.append("<path d=\"M\(number(Self.left)) \(number(place))H\(number(right))\" stroke=\"\(tick.isMajor ? "#d8d8d8" : "#efefef")\"/>")
      guard tick.isMajor else { continue }
      labels.append("<text x=\"\(number(Self.left - 10))\" y=\"\(number(place + 4.5))\" text-anchor=\"end\">\(LogScale.label(tick.value))</text>")
    }
    let frame = "<path d=\"M\(number(Self.left)) \(number(Self.top))V\(number(bottom))H\(number(right))\" fill=\"none\" stroke=\"#777\"/>"
    let title = "<text x=\"\(number((Self.left + right) / 2))\" y=\"\(number(Self.height - 16))\" text-anchor=\"middle\">\(axis.title)</text>"
    return (lines + [frame] + labels + [title]).joined(separator: "\n")
  }

  private func curve(_ run: Int) -> String {
    let places = runs[run].points.map { "\(number(x.place($0.x))) \(number(y.place($0.y)))" }
    guard let last = runs[run].points.last else { return "" }
    let dots =
      places.count <= 60
      ? places.map { place in
        let parts = place.split(separator: " ")
        return "<circle cx=\"\(parts[0])\" cy=\"\(parts[1])\" r=\"2.6\"/>"
      }.joined() : ""
    return "<g fill=\"\(colour(run))\"><path d=\"M\(places.joined(separator: "L"))\" fill=\"none\" stroke=\"\(colour(run))\" stroke-width=\"2\" stroke-linejoin=\"round\"\(dash(run))/>\(dots)"
      + "<circle cx=\"\(number(x.place(last.x)))\" cy=\"\(number(y.place(last.y)))\" r=\"4\"/></g>"
  }

  /// Top right, where curves that fall leave room: a name, and where the run ended.
  private var legend: String {
    let texts = runs.map { run in
      xmlText(run.name.count > 48 ? "…\(run.name.suffix(47))" : run.name)
        + (run.points.last.map { " — \(Self.short($0.y)) after \(axis.text($0.x))" } ?? " — no evaluation")
    }
    let width = Double(runs.map { min($0.name.count, 48) }.max() ?? 0) * 7.6 + 240, height = Double(runs.count) * 20 + 14
    let left = Self.width - Self.right - width - 8, top = Self.top + 8
    let entries = texts.enumerated().map { place, text in
      let line = top + 21 + Double(place) * 20
      return "<path d=\"M\(number(left + 10)) \(number(line - 4.5))h24\" stroke=\"\(colour(place))\" stroke-width=\"3\"\(dash(place))/>"
        + "<text x=\"\(number(left + 42))\" y=\"\(number(line))\">\(text)</text>"
    }
    return "<rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(width))\" height=\"\(number(height))\" rx=\"4\" fill=\"#fff\" fill-opacity=\".88\" stroke=\"#ccc\"/>\n"
      + entries.joined(separator: "\n")
  }

  static func short(_ value: Double) -> String {
    value >= 1000
      ? countText(Int(value.rounded()))
      : value >= 100
        ? decimalText(value, places: 0)
        : value >= 1
          ? decimalText(value, places: 1)
          : decimalText(value, places: min(8, Int(ceil(-log10(value))) + 1))
  }

  private func number(_ value: Double) -> String {
    let text = decimalText(value, places: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
