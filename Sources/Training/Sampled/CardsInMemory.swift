import Abstraction
import Cards
import Foundation
import Game

/// What a worker needs to open the cards of a training whose memory it attaches.
struct CardsInMemory: Codable {
  let rules: GameRules
  let cards: CardAbstraction
  /// Weights by combo.
  let ranges: [[Float]]?

  init(_ rules: GameRules, _ cards: CardAbstraction, _ ranges: [HandRange]?) {
    self.rules = rules
    self.cards = cards
    self.ranges = ranges?.map(\.weights)
  }

  init(json: [UInt8]) throws { self = try JSONDecoder().decode(CardsInMemory.self, from: Data(json)) }

  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Array(try encoder.encode(self))
  }

  func handRanges() throws -> [HandRange]? { try ranges?.map { try HandRange(weights: $0) } }

  func lookup() throws -> CardLookup { try CardLookup(cards, rules: rules) }
}
