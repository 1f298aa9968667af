/// What defines a table of buckets, whole: the same recipe gives the same bytes everywhere.
public struct BucketRecipe: Codable, Hashable, Sendable {
  /// The board cards of its street: 0, 3, 4 or 5.
  public var boardCards: Int
  /// How many buckets.
  public var buckets: Int
  /// What hands are told apart by.
  public var feature: BucketFeature
  /// The first state of the random numbers of sampling and seeding.
  public var seed: UInt64
  /// How often clustering starts anew; the best result counts.
  public var restarts: Int
  /// The recipe of the next street's buckets, where the feature asks for them: none or one.
  public var next: [BucketRecipe]

  public init(boardCards: Int, buckets: Int, feature: BucketFeature, seed: UInt64 = 1, restarts: Int = 1, next: [BucketRecipe] = []) {
    self.boardCards = boardCards
    self.buckets = buckets
    self.feature = feature
    self.seed = seed
    self.restarts = restarts
    self.next = next
  }

  /// Raised when the same recipe would give other bytes than before.
  static let version = 3

  /// The name of the street in Hold'em.
  public var street: String { Self.streetName(boardCards) }

  /// The name of the street of Hold'em with so many board cards.
  public static func streetName(_ boardCards: Int) -> String {
    [0: "preflop", 3: "flop", 4: "turn", 5: "river"][boardCards] ?? "street of \(boardCards) board cards"
  }

  /// The name of the table's file: it holds 64 bits of a digest of the recipe.
  public var fileName: String {
    var digest = TableDigest()
    // A byte a word, so that every byte reaches the low bits.
    "\(Self.version) \(canonicalText)".utf8.map { UInt64($0) }.withUnsafeBytes { digest.add($0) }
    let hex = String(digest.value, radix: 16)
    return "buckets-\(street)-\(buckets)-\(String(repeating: "0", count: 16 - hex.count))\(hex).bin"
  }

  /// The recipe as text, in which two recipes differ if they differ.
  var canonicalText: String {
    "\(boardCards) \(buckets) \(feature.canonicalText) \(seed) \(restarts) [\(next.map(\.canonicalText).joined(separator: ","))]"
  }
}

/// What hands of a street are told apart by. *Equity* is the chance to win, plus half the chance to tie, against one opponent whose hole cards
/// are uniform over what is left of the deck; E[.] is over the board cards to come.
public enum BucketFeature: Codable, Hashable, Sendable {
  /// Buckets of equal mass in the order of E[equity]: each has as nearly the same number of deals as ties allow.
  case percentile
  /// The same among the boards of each texture (`BoardTexture`). From the flop on.
  case texturePercentile
  /// k-means of E[equity].
  case equity
  /// k-means of E[equity^2], which tells a draw from a made hand of the same E[equity].
  case squaredEquity
  /// The distribution of the equity on the river, by earth mover's distance. Before the river.
  case riverHistogram
  /// The distribution of E[equity] on the next street, by earth mover's distance. Before the river.
  case nextHistogram
  /// The equity against each of so many clusters of opposing hands (OCHS), by Euclidean distance.
  case opponents(clusters: Int)
  /// The distribution over the next street's buckets, by earth mover's distance over the distances of those buckets. On the flop and the turn.
  case potential
  /// What a script's function makes of E[equity], E[equity^2] and the percentile. The name stands for the function.
  case function(name: String)
  /// The same of a function that knows the distribution of the equity on the river too. Before the river.
  case functionOfHistograms(name: String)

  var canonicalText: String {
    switch self {
    case .percentile: "percentile"
    case .texturePercentile: "texture-percentile"
    case .equity: "equity"
    case .squaredEquity: "squared-equity"
    case .riverHistogram: "river-histogram"
    case .nextHistogram: "next-histogram"
    case .opponents(let clusters): "opponents-\(clusters)"
    case .potential: "potential"
    case .function(let name): "function-\(name)"
    case .functionOfHistograms(let name): "function-of-histograms-\(name)"
    }
  }

  /// What has to be worked out of every hand.
  public var parts: FeatureParts {
    switch self {
    case .percentile, .texturePercentile, .equity, .potential: FeatureParts()
    case .squaredEquity, .function: FeatureParts(squares: true)
    case .riverHistogram: FeatureParts(row: .riverHistogram)
    case .functionOfHistograms: FeatureParts(row: .riverHistogram, squares: true)
    case .nextHistogram: FeatureParts(row: .nextHistogram)
    case .opponents(let clusters): FeatureParts(row: .opponents, clusters: clusters)
    }
  }
}

extension BucketRecipe {
  /// Checks that the recipe can be followed.
  ///
  /// - Throws: `AbstractionError.cards`.
  public func validated() throws(AbstractionError) {
    func fault(_ problem: String) -> AbstractionError { .cards(street: street, problem: problem) }
    guard let hands = [0: 169, 3: 1_286_792, 4: 13_960_050, 5: 123_156_254][boardCards] else { throw fault("it is no street of Hold'em") }
    guard 1...Int(UInt16.max) ~= buckets else { throw fault("\(buckets) buckets: 1 to \(UInt16.max) are possible") }
    guard buckets <= hands else { throw fault("\(buckets) buckets are more than its \(hands) hands") }
    guard 1...100 ~= restarts else { throw fault("\(restarts) restarts: 1 to 100 are possible") }
    switch feature {
    case .riverHistogram, .nextHistogram, .functionOfHistograms:
      guard boardCards < 5 else { throw fault("no card is to come, so there is no histogram: take the equity") }
    case .opponents(let clusters):
      guard 1...16 ~= clusters else { throw fault("\(clusters) clusters of opponents: 1 to 16 are possible") }
    case .potential:
      guard boardCards == 3 || boardCards == 4 else { throw fault("the potential feature is for the flop and the turn") }
      guard let next = next.first, next.boardCards == boardCards + 1 else { throw fault("the potential feature needs buckets on the next street") }
      guard next.buckets <= 4000 else { throw fault("the potential feature needs at most 4000 buckets on the next street, not \(next.buckets)") }
      try next.validated()
    case .texturePercentile:
      guard boardCards > 0 else { throw fault("there is no board, whose texture could tell hands apart: take the percentile") }
    case .percentile, .equity, .squaredEquity, .function: break
    }
  }
}
