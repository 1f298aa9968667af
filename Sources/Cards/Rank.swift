/// The rank of a card, deuce (0) to ace (12). The ace is high; only the five-high straight counts it low.
@frozen
public enum Rank: UInt8, CaseIterable, Comparable, Sendable {
  case deuce, three, four, five, six, seven, eight, nine, ten, jack, queen, king, ace

  /// The rank written as one character of `23456789TJQKA`, or nil for any other character.
  public init?(_ character: Character) {
    guard let value = Self.characters.firstIndex(of: character) else { return nil }
    self.init(rawValue: UInt8(value))
  }

  /// The character of the rank: `2` to `9`, `T`, `J`, `Q`, `K` or `A`.
  public var character: Character { Self.characters[Int(rawValue)] }

  @inlinable
  public static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }

  private static let characters: [Character] = Array("23456789TJQKA")
}

extension Rank: CustomStringConvertible {
  public var description: String { String(character) }
}
