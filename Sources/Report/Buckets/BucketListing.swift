import Abstraction
import Cards

/// A hand's bucket, its neighbours and its members, as text. Buckets are counted from 1, the weakest.
public struct BucketListing {
  let lookup: CardLookup
  let street: Int
  let hole: CardSet
  let board: CardSet

  /// How many members from other boards are shown.
  private static let examples = 8

  public init(_ lookup: CardLookup, street: Int, hole: CardSet, board: CardSet) {
    self.lookup = lookup
    self.street = street
    self.hole = hole
    self.board = board
  }

  public var text: String {
    let bucket = lookup.bucket(street: street, hole: hole, board: board)
    var lines = ["\(hole)\(board.isEmpty ? "" : " on \(board)"): bucket \(countText(bucket + 1)) of \(countText(lookup.bucketCount(street: street)))"]
    guard let table = lookup.table(street: street) else {
      lines.append("the street is lossless: the bucket holds this hand and those with other suits that are the same")
      return lines.joined(separator: "\n") + "\n"
    }
    let head = table.head
    lines.append(describe(head, bucket))
    lines.append("nearest buckets:")
    for other in nearest(head, to: bucket) { lines.append("  \(countText(other + 1)): \(describe(head, other))") }
    lines.append("members on this board:")
    lines += wrapped(members(bucket))
    lines.append("members on other boards:")
    lines += elsewhere(table, bucket).map { "  \($0.hole)\($0.board.isEmpty ? "" : " on \($0.board)")" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func describe(_ head: BucketTableHead, _ bucket: Int) -> String {
    let quantiles = head.quantiles[bucket].map { decimalText(Double($0) * 100 / 255, places: 0) }
    return "\(percentText(head.shares[bucket], places: 2)) of all deals, mean equity \(percentText(head.equities[bucket])), "
      + "from \(quantiles[0]) (5 % of deals) to \(quantiles[4]) (95 %)"
  }

  /// The five nearest other buckets, by the distance that the buckets were made with.
  private func nearest(_ head: BucketTableHead, to bucket: Int) -> [Int] {
    head.neighbours[bucket].map { Int($0) }.filter { head.shares[$0] > 0 }.prefix(5).map { $0 }
  }

  private func members(_ bucket: Int) -> [String] {
    let key = lookup.board(street: street, board)
    return Combo.all.reversed().filter {
      $0.cards.isDisjoint(with: board) && lookup.bucket(street: street, hole: $0.cards, on: key) == bucket
    }.map(\.description)
  }

  /// Members at even distances in the table.
  private func elsewhere(_ table: BucketTable, _ bucket: Int) -> [(hole: CardSet, board: CardSet)] {
    let numbering = lookup.numbering(street: street)
    return (0..<Self.examples).compactMap { part in
      let low = part * numbering.count / Self.examples, high = (part + 1) * numbering.count / Self.examples
      return (low..<high).first { table[$0] == bucket }.map { numbering.hand($0) }
    }
  }

  private func wrapped(_ words: [String]) -> [String] {
    stride(from: 0, to: words.count, by: 16).map { "  " + words[$0..<min($0 + 16, words.count)].joined(separator: " ") }
  }
}
