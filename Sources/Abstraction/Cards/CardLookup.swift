import CKernels
import Cards
import Game

/// Answers which bucket a hand is in. Opened in the coordinator and in every worker from the same `CardAbstraction`; tables are mapped
/// read-only, so all of them share one copy.
///
/// A look-up allocates nothing. Where several players share a board, `board(street:_:)` does the board's part once. A table of the river is larger
/// than a processor's caches, so that a look-up waits for memory; whoever asks for many hands should ask for all numbers first, and then for the buckets of
/// these numbers (`number(street:hole:on:)`, `bucket(street:number:)`), so that the waits overlap.
public struct CardLookup: Sendable {
  public let abstraction: CardAbstraction
  let streets: [StreetLookup]

  /// Opens and checks what the abstraction names.
  ///
  /// - Throws: `AbstractionError.cards` where the abstraction does not fit the rules, `.bucketTable` for a table that is missing, damaged
  ///   or another one than named.
  public init(_ abstraction: CardAbstraction, rules: GameRules, folder: CacheFolder = CacheFolder()) throws(AbstractionError) {
    guard abstraction.streets.count == rules.streets.count else {
      throw .cards(street: rules.streets[0].name, problem: "\(abstraction.streets.count) streets of buckets for \(rules.streets.count) streets of the game")
    }
    self.abstraction = abstraction
    var streets: [StreetLookup] = []
    for (street, kind) in abstraction.streets.enumerated() { streets.append(try StreetLookup(kind, rules, street: street, folder)) }
    self.streets = streets
  }

  /// How many buckets a street has: they are 0 ..< this.
  public func bucketCount(street: Int) -> Int { streets[street].count }

  /// How many rows a decision of a street has, one for each thing that a player may know: the street's buckets or, with perfect recall, the paths of
  /// buckets up to it. `Int.max` where the number does not fit.
  public func rowCount(street: Int) -> Int {
    switch abstraction.recall {
    case .imperfect: bucketCount(street: street)
    case .perfect: CardPaths.count((0...street).map { bucketCount(street: $0) })
    }
  }

  /// The row of a hand on a street.
  ///
  /// - Parameters:
  ///   - bucket: of the hand on this street.
  ///   - before: its row on the street before; 0 on the first.
  @inline(__always)
  public func row(street: Int, bucket: Int, after before: Int) -> Int {
    abstraction.recall == .imperfect ? bucket : before &* streets[street].count &+ bucket
  }

  /// The row of a hand.
  ///
  /// - Parameter dealt: the board cards so far in the order in which they came, those of a spot included.
  public func row(street: Int, hole: CardSet, dealt: [Card]) -> Int {
    func bucket(_ street: Int) -> Int { self.bucket(street: street, hole: hole, board: CardSet(dealt.prefix(streets[street].numbering.boardCards))) }
    guard abstraction.recall == .perfect else { return bucket(street) }
    return (0...street).reduce(0) { row(street: $1, bucket: bucket($1), after: $0) }
  }

  /// The board's part of a look-up.
  public func board(street: Int, _ cards: CardSet) -> HandNumbering.Board { streets[street].numbering.board(cards) }

  /// The bucket of a hand.
  ///
  /// - Parameter board: of this street, from `board(street:_:)`.
  public func bucket(street: Int, hole: CardSet, on board: HandNumbering.Board) -> Int { streets[street].bucket(hole, board) }

  /// The number of a hand, for `bucket(street:number:)`.
  public func number(street: Int, hole: CardSet, on board: HandNumbering.Board) -> Int { streets[street].numbering.number(hole: hole, on: board) }

  /// The bucket of the hand with a number.
  public func bucket(street: Int, number: Int) -> Int { streets[street].bucket(number) }

  /// Fetches the bucket of a number that will be asked for soon.
  public func prefetch(street: Int, number: Int) { streets[street].prefetch(number) }

  /// The bucket of a hand.
  ///
  /// - Parameter board: all board cards so far, those of a spot included.
  public func bucket(street: Int, hole: CardSet, board: CardSet) -> Int {
    streets[street].bucket(hole, streets[street].numbering.board(board))
  }

  /// The numbering of a street's hands, for those who want to see the members of a bucket: of the game's hands where the street is
  /// lossless, of all hands of Hold'em where it has a table.
  public func numbering(street: Int) -> HandNumbering { streets[street].numbering }

  /// The table of a street, if it has one.
  public func table(street: Int) -> BucketTable? { streets[street].table }
}

/// The look-up of one street.
struct StreetLookup: @unchecked Sendable {
  let numbering: HandNumbering
  let table: BucketTable?
  /// The table's first bucket, and whether a bucket has two bytes; the table itself keeps them alive.
  private let base: UnsafeRawPointer?
  private let isWide: Bool
  let count: Int

  init(_ kind: StreetAbstraction, _ rules: GameRules, street: Int, _ folder: CacheFolder) throws(AbstractionError) {
    switch kind {
    case .lossless:
      numbering = HandNumbering(rules, street: street)
      table = nil
      base = nil
      isWide = false
      count = numbering.count
    case .table(let name):
      let boardCards = rules.boardCards(onStreet: street)
      guard rules.deck == .standard, rules.holeCards == 2, [0, 3, 4, 5].contains(boardCards) else {
        throw .cards(street: rules.streets[street].name, problem: "tables of buckets are for Hold'em's 52 cards, two in the hand and 0, 3, 4 or 5 on the board")
      }
      let table = try BucketTable(path: folder.file(name.file))
      guard table.checksum == name.checksum, table.head.recipe.buckets == name.buckets else {
        throw .bucketTable(path: table.path, problem: "it is another table than the one that is named (checksum \(table.checksum), expected \(name.checksum))")
      }
      guard table.head.recipe.boardCards == boardCards else {
        throw .cards(street: rules.streets[street].name, problem: "its buckets are those of the \(table.head.recipe.street)")
      }
      numbering = HandNumbering(holdemBoardCards: boardCards)
      guard numbering.count == table.head.hands else {
        throw .bucketTable(path: table.path, problem: "it has \(table.head.hands) hands, the street has \(numbering.count)")
      }
      self.table = table
      base = table.base
      isWide = table.head.bucketBytes == 2
      count = name.buckets
    }
  }

  func bucket(_ hole: CardSet, _ board: HandNumbering.Board) -> Int { bucket(numbering.number(hole: hole, on: board)) }

  func prefetch(_ number: Int) {
    if let base { hl_prefetch_to_read(base + (isWide ? 2 * number : number)) }
  }

  func bucket(_ number: Int) -> Int {
    guard let base else { return number }
    precondition(0 <= number && number < numbering.count, "a number is below the count of its hands")
    return isWide
      ? Int(UInt16(littleEndian: base.load(fromByteOffset: 2 * number, as: UInt16.self))) : Int(base.load(fromByteOffset: number, as: UInt8.self))
  }
}
