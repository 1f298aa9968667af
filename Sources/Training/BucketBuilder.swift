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
    if let table = try? BucketTable(path: folder.file(recipe.fileName)), table.head.recipe == recipe {
      return BucketTableName(file: recipe.fileName, buckets: recipe.buckets, checksum: table.checksum)
    }
    let session = try BucketSession(crew: crew, workers: workers, isInterrupted: isInterrupted)
    return try BucketBuild(recipe, session: session, folder: folder, onProgress: onProgress).run()
  }

  /// Plain buckets of equal mass for Hold'em: a table for each street that is reached and has buckets, lossless else.
  ///
  /// - Parameters:
  ///   - buckets: by street of the rules; nil for lossless.
  ///   - streets: how many streets the tree reaches; tables of later ones are not built, and their entries are lossless.
  public func percentiles(_ buckets: [Int?], rules: GameRules, streets: Int) throws -> CardAbstraction {
    CardAbstraction(
      streets: try rules.streets.indices.map { street in
        guard street < streets, street < buckets.count, let count = buckets[street] else { return .lossless }
        return .table(try table(BucketRecipe(boardCards: rules.boardCards(onStreet: street), buckets: count, feature: .percentile)))
      })
  }
}

/// How far a table of buckets is.
public struct BucketProgress: Sendable {
  public var street: String
  /// What is being done: `features`, ...
  public var stage: String
  /// The share of the stage that is done, 0 to 1.
  public var share: Double
  /// Seconds since the table was begun.
  public var seconds: Double
}
