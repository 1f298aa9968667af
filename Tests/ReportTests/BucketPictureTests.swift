import Abstraction
import Foundation
import Testing

@testable import Report

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct BucketPictureTests {
  /// Some buckets, of which the third is empty.
  private func head(_ shares: [Double], _ feature: BucketFeature = .percentile) -> BucketTableHead {
    let equities = shares.indices.map { (Double($0) + 0.5) / Double(shares.count) }
    return BucketTableHead(
      recipe: BucketRecipe(boardCards: 3, buckets: shares.count, feature: feature), hands: 0, bucketBytes: 1,
      quality: BucketQuality(equityExplained: 0.9, empty: shares.count { $0 == 0 }, tiny: 0), shares: shares, equities: equities,
      quantiles: equities.map { equity in [-0.04, -0.02, 0, 0.02, 0.04].map { UInt8(255 * min(1, max(0, equity + $0))) } })
  }

  /// The elements of a well-formed drawing.
  private final class Elements: NSObject, XMLParserDelegate {
    var rectangles: [[String: String]] = []
    var titles = 0
    func parser(_: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) {
      if name == "rect" { rectangles.append(attributes) }
      if name == "title" { titles += 1 }
    }
  }

  private func parse(_ svg: String) throws -> Elements {
    let parser = XMLParser(data: Data(svg.utf8)), elements = Elements()
    parser.delegate = elements
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return elements
  }

  /// Widths above and heights below are the shares; nothing is outside of the picture.
  @Test(arguments: [[0.1, 0.4, 0, 0.3, 0.2], Array(repeating: 0.001, count: 1000)])
  func sharesAreDrawn(shares: [Double]) throws {
    let elements = try parse(BucketPicture(head(shares)).svg)
    let drawn = shares.count { $0 > 0 }
    #expect(elements.titles == drawn + shares.count)
    func numbers(_ key: String) -> [Double] { elements.rectangles.compactMap { $0[key].flatMap { Double($0) } } }
    let heights = numbers("height").suffix(shares.count)
    let most = heights.max() ?? 0
    if shares.count == 5 { for (height, share) in zip(heights, shares) { #expect(abs(height / most - share / 0.4) < 0.02) } }
    for rectangle in elements.rectangles.dropFirst() {
      let x = try #require(Double(rectangle["x"] ?? "")), width = try #require(Double(rectangle["width"] ?? ""))
      #expect(x >= 0 && x + width <= 1110 && width >= 0)
    }
  }

  /// A function's name may be anything.
  @Test func namesAreEscaped() throws {
    let svg = BucketPicture(head([0.5, 0.5], .function(name: "a<b & \"c\""))).svg
    _ = try parse(svg)
    #expect(svg.contains("a&lt;b &amp; &quot;c&quot;"))
  }
}
