import CFR

/// The weights of each iteration: a stored variant, or whatever a script's function says.
public struct DiscountSchedule {
  /// What people call it.
  public let name: String
  /// The stored variant; nil where a script's function decides.
  public let variant: Discount?
  /// Whether play needs the last instantaneous regrets; decides the tables, so it cannot change during a run.
  public let predicts: Bool
  /// The weights of iteration T, counted from 1.
  public let factors: (Int) throws -> DiscountFactors

  public init(_ variant: Discount, name: String) {
    self.name = name
    self.variant = variant
    predicts = variant.predicts
    factors = { variant.factors(iteration: $0) }
  }

  public init(name: String, predicts: Bool, factors: @escaping (Int) throws -> DiscountFactors) {
    self.name = name
    variant = nil
    self.predicts = predicts
    self.factors = factors
  }
}
