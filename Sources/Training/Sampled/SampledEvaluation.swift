import CFR

/// What evaluations of a sampled training measure.
public struct SampledEvaluation: Hashable, Sendable {
  /// Opponents that need no training.
  public var baselines: [Baseline]
  /// Deals against each.
  public var deals: Int
  /// Boards of local best response; two players only. 0: none.
  public var responses: Int
  /// Index of the street on which it begins to respond; nil for the last that has decisions.
  public var responseStreet: Int?
  /// Flops (deals of the second street) that best responses with real cards are measured on; two players only. 0: none.
  public var flops: Int
  /// Bytes that exact best responses may take, where real cards can be enumerated; 0: never.
  public var exactBytes: Int

  public init(baselines: [Baseline] = [.alwaysCall, .uniform], deals: Int = 200_000, responses: Int = 20, responseStreet: Int? = nil, flops: Int = 0, exactBytes: Int = 1 << 28) {
    self.baselines = baselines
    self.deals = deals
    self.responses = responses
    self.responseStreet = responseStreet
    self.flops = flops
    self.exactBytes = exactBytes
  }
}
