import Abstraction
import Foundation
import Game
import Workers

/// Builds the tables of buckets that a game needs and the cache folder lacks.
public struct BucketBuilder {
  let crew: WorkerCrew
  let workers: Int
  let folder: CacheFolder
  let isInterrupted: () -> Bool
  /// Hears how far a table is.
  public var onProgress: ((BucketProgress) -> Void)?
  /// By board cards: the function of a recipe that names one.
  public var functions: [Int: BucketFunction] = [:]

  /// - Parameters:
  ///   - workers: worker processes; 0 to work alone.
  ///   - folder: where tables are kept.
  public init(
    crew: WorkerCrew, workers: Int, folder: CacheFolder = CacheFolder(), isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.crew = crew
    self.workers = workers
    self.folder = folder
    self.isInterrupted = isInterrupted
  }

  /// The table of a recipe: from the folder if it is whole there, else built and put there.
  ///
  /// - Throws: `AbstractionError.cards` for a recipe that gives no buckets, `FileError` where the folder cannot be written, `WorkerError`,
  ///   `TrainingError.interrupted`. Nothing that is cut short is left in the folder.
  public func table(_ recipe: BucketRecipe) throws -> BucketTableName {
    try recipe.validated()
    if let known = known(recipe) { return known }
    // A folder that cannot be written is told of before the work, which can take minutes.
    _ = try AtomicFile(folder.file(recipe.fileName))
    // What the recipe needs of the next street comes first.
    let next = try recipe.next.first.map { try table($0) }
    let session = try BucketSession(crew: crew, workers: workers, isInterrupted: isInterrupted)
    let build = BucketBuild(recipe, next: next, session: session, folder: folder, isInterrupted: isInterrupted, onProgress: onProgress)
    return try build.run(functions[recipe.boardCards])
  }

  /// The table of a recipe, if it is in the folder, whole.
  public func known(_ recipe: BucketRecipe) -> BucketTableName? {
    guard let table = try? BucketTable(path: folder.file(recipe.fileName)), table.head.recipe == recipe else { return nil }
    return BucketTableName(file: recipe.fileName, buckets: recipe.buckets, checksum: table.checksum)
  }

  /// What a plan names, for a game: tables that are not in the folder are built.
  ///
  /// - Parameter streets: how many streets of the rules the tree reaches; tables of later ones are not built, and are lossless in the result.
  public func abstraction(_ plan: CardPlan, rules: GameRules, streets: Int) throws -> CardAbstraction {
    CardAbstraction(
      streets: try rules.streets.indices.map { street in
        guard street < streets, let recipe = plan.recipe(boardCards: rules.boardCards(onStreet: street)) else { return .lossless }
        guard rules.deck == .standard, rules.holeCards == 2 else {
          throw AbstractionError.cards(street: rules.streets[street].name, problem: "buckets are for Hold'em's 52 cards and two in the hand")
        }
        return .table(try table(recipe))
      }, recall: plan.recall)
  }
}

/// How far a table of buckets is.
public struct BucketProgress: Sendable {
  public var street: String
  /// What is being done: `features of the turn`, `clusters`, `buckets`.
  public var stage: String
  /// The share of the stage that is done, 0 to 1.
  public var share: Double
  /// Seconds since the stage began.
  public var seconds: Double

  /// Seconds until the stage is done, as the share done so far tells.
  public var secondsLeft: Double? { share > 0 ? seconds * (1 - share) / share : nil }
}
