import Abstraction
import Cards
import Foundation

/// Measures the numbers and buckets of the random hands of a street.
struct StreetBench {
  private let street: String
  private let boardCards: Int
  private let count: Int
  private let holes: UnsafeMutablePointer<CardSet>
  private let boards: UnsafeMutablePointer<CardSet>

  init(_ street: String, boardCards: Int, _ deals: Deals) {
    self.street = street
    self.boardCards = boardCards
    count = deals.count
    holes = deals.holes
    boards = deals.boards(boardCards)
  }

  /// - Parameter folder: where a made-up table is written; without one only numbers are worked out.
  func measure(_ folder: CacheFolder?) throws {
    let (holes, boards, count) = (holes, boards, count)
    let numbering = HandNumbering(holdemBoardCards: boardCards)
    let keys = UnsafeMutablePointer<HandNumbering.Board>.allocate(capacity: count)
    defer { keys.deallocate() }
    for deal in 0..<count { (keys + deal).initialize(to: numbering.board(boards[deal])) }
    median("\(street) number: hole cards on a known board", count) { range in
      var sum = 0
      for i in range { sum &+= numbering.number(hole: holes[i], on: keys[i]) }
      return sum
    }
    median("\(street) number", count) { range in
      var sum = 0
      for i in range { sum &+= numbering.number(hole: holes[i], on: numbering.board(boards[i])) }
      return sum
    }
    guard let folder else { return }
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    let name = try MadeUpTable.write(boardCards: boardCards, to: folder)
    defer { try? FileManager.default.removeItem(atPath: folder.file(name.file)) }
    let lookup = try MadeUpTable.lookup(name, boardCards: boardCards, folder)
    chained(lookup)
    inBatches(lookup, of: 64)
    ahead(lookup)
    median("\(street) bucket, all hands of a board", min(count, 200_000)) { range in
      var sum = 0
      for i in stride(from: range.lowerBound, to: range.upperBound, by: 1000) {
        let board = lookup.board(street: 0, boards[i])
        // As many as the other figures: 1,000 of a board's hands.
        var left = 1000
        for combo in Combo.all where left > 0 && combo.cards.isDisjoint(with: boards[i]) {
          sum &+= lookup.bucket(street: 0, hole: combo.cards, on: board)
          left -= 1
        }
      }
      return sum
    }
  }

  /// Each hand waits for the bucket of the one before: the whole way to memory and back.
  private func chained(_ lookup: CardLookup) {
    let (holes, boards) = (holes, boards)
    median("\(street) bucket, each after the one before", count) { range in
      var sum = 0, last = 0
      for i in range {
        let hand = i &+ last &>> 8
        last = lookup.bucket(street: 0, hole: holes[hand], on: lookup.board(street: 0, boards[hand]))
        sum &+= last
      }
      return sum
    }
  }

  /// Numbers and then buckets of so many hands: from the cards, board and all.
  private func inBatches(_ lookup: CardLookup, of size: Int) {
    let (holes, boards) = (holes, boards)
    median("\(street) bucket, \(size) at once", count) { range in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { numbers in
        var sum = 0
        for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
          let hands = start..<min(start + size, range.upperBound)
          for i in hands {
            numbers[i - start] = lookup.number(street: 0, hole: holes[i], on: lookup.board(street: 0, boards[i]))
            lookup.prefetch(street: 0, number: numbers[i - start])
          }
          for i in hands { sum &+= lookup.bucket(street: 0, number: numbers[i - start]) }
        }
        return sum
      }
    }
  }

  /// As training looks up: both players of a deal share the board, and their buckets are read when the deal is played, a traversal after it was drawn;
  /// the time of a traversal is stood for by the numbers of 16 further deals.
  private func ahead(_ lookup: CardLookup) {
    let (holes, boards) = (holes, boards), size = 32
    median("\(street) bucket, two players, asked for ahead", count) { range in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { numbers in
        numbers.initialize(repeating: 0)
        var sum = 0
        for i in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2) {
          let board = lookup.board(street: 0, boards[i]), place = i & (size - 1)
          // The other player's cards are those of the next deal, unless the board has them.
          let other = holes[i + 1].isDisjoint(with: boards[i]) ? holes[i + 1] : holes[i]
          sum &+= lookup.bucket(street: 0, number: numbers[place]) &+ lookup.bucket(street: 0, number: numbers[place + 1])
          numbers[place] = lookup.number(street: 0, hole: holes[i], on: board)
          numbers[place + 1] = lookup.number(street: 0, hole: other, on: board)
          lookup.prefetch(street: 0, number: numbers[place])
          lookup.prefetch(street: 0, number: numbers[place + 1])
        }
        return sum
      }
    }
  }
}
