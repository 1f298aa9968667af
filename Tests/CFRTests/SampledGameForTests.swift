import Abstraction

@testable import CFR

/// The image of a sampled game, to ask what ends of hands pay.
final class SampledGameForTests {
  private let builder: SampledGameBuilder

  init(_ tree: BettingTree) { builder = SampledGameBuilder(tree: tree, buckets: tree.rules.streets.map { _ in 1 }, description: []) }

  /// What each seat wins at the end of a hand, in chips.
  func payoffs(_ node: Int, strengths: [UInt16]) -> [Double] {
    builder.image.withUnsafeBytes { bytes in
      let game = SampledGame(image: bytes.baseAddress!)
      let deal = Deal(players: game.players, streets: game.streets)
      defer { deal.deallocate() }
      for (seat, strength) in strengths.enumerated() { deal.strengths[seat] = strength }
      return strengths.indices.map { Double(deal.payoff(game.nodes[node], seat: $0, game)) }
    }
  }
}
