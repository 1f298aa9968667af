/// Which buckets a script wants, street by street: recipes whose tables may not exist yet. Streets without a recipe are lossless.
public struct CardPlan: Codable, Hashable, Sendable {
  /// At most one for each street.
  public var recipes: [BucketRecipe]

  /// What a player knows of the streets before.
  public var recall: CardRecall

  public init(recipes: [BucketRecipe] = [], recall: CardRecall = .imperfect) {
    self.recipes = recipes
    self.recall = recall
  }

  /// The recipe of the street with so many board cards.
  public func recipe(boardCards: Int) -> BucketRecipe? { recipes.first { $0.boardCards == boardCards } }
}
