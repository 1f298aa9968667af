import Abstraction
import Cards

/// Some hands of a street, one after the other by number, as a script's function sees them.
public struct HandBatch {
  public let numbers: Range<Int>
  private let features: HandFeatures
  private let parts: FeatureParts
  /// By E[equity].
  private let percentile: [Double]
  private let numbering: HandNumbering

  /// Bins of a histogram as functions get it.
  public static let bins = 16

  public init(_ numbers: Range<Int>, features: HandFeatures, parts: FeatureParts, percentile: [Double], numbering: HandNumbering) {
    self.numbers = numbers
    self.features = features
    self.parts = parts
    self.percentile = percentile
    self.numbering = numbering
  }

  /// Shares from 0 to 1 of a hand, by its number.
  public func equity(_ hand: Int) -> Double { Double(features.equity[hand]) / Double(FeaturePass.one) }
  public func squaredEquity(_ hand: Int) -> Double { Double(features.squares[hand]) / Double(FeaturePass.one) }
  /// The share of all deals of the street with less E[equity], and half of those with as much.
  public func percentile(_ hand: Int) -> Double { percentile[Int(features.equity[hand])] }
  /// How many deals a hand stands for.
  public func deals(_ hand: Int) -> Int { Int(features.deals[hand]) }
  public func cards(_ hand: Int) -> (hole: CardSet, board: CardSet) { numbering.hand(hand) }

  /// Whether the recipe asked for histograms.
  public var hasHistograms: Bool { parts.row == .riverHistogram }

  /// The distribution of the equity on the river: the share of boards to come in each sixteenth, from the lowest.
  public func histogram(_ hand: Int) -> [Double] {
    let step = FeatureParts.bins / Self.bins
    // Rows are cumulative.
    let below = (0...Self.bins).map { $0 == 0 ? 0 : Double(features.rows[hand * parts.dims + $0 * step - 1]) / 255 }
    return zip(below.dropFirst(), below).map { max(0, $0 - $1) }
  }
}

/// Puts hands into buckets, counted from 0.
public typealias BucketFunction = (HandBatch) throws -> [Int]
