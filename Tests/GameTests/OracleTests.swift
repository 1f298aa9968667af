import Cards
import Foundation
import Testing

@testable import Game

/// Agreement with PokerKit on legal actions and pay-offs; `Oracle/README.md` says how the data were made.
@Suite("Oracle")
struct OracleTests {
  static let seed: UInt64 = 20_130_522
  static let handsPerDigest = 1000

  /// A debug build deals every tenth thousand of hands.
  #if DEBUG
    static let stride = 10
  #else
    static let stride = 1
  #endif

  @Test("hands in full: legal actions, the course of the betting and pay-offs")
  func hands() throws {
    let lines = try lines(of: "hands")
    #expect(lines.count >= 2000)
    for line in lines {
      let fault = try RecordedHand(line).replay()
      #expect(fault == nil, "\(fault ?? "") in \(line)")
    }
  }

  @Test("hundreds of thousands of hands, by the digest of each thousand")
  func digests() throws {
    let expected = try lines(of: "digests")
    #expect(expected.count >= 300)
    for batch in Swift.stride(from: 0, to: expected.count, by: Self.stride) {
      var digest = Digest()
      for index in batch * Self.handsPerDigest..<(batch + 1) * Self.handsPerDigest {
        play(RandomHand(seed: Self.seed + UInt64(index)), &digest)
      }
      #expect(String(digest.value, radix: 16) == trimmed(expected[batch]), "hands from \(batch * Self.handsPerDigest) on")
    }
  }

  private func play(_ dealt: RandomHand, _ digest: inout Digest) {
    var hand = dealt
    var state = BettingState(hand.rules)
    while true {
      switch state.phase {
      case .decision(let seat):
        let legal = state.legalActions(hand.rules)
        digest.add(state.street)
        digest.add(seat)
        digest.add(legal.call)
        digest.add(legal.raise?.lowerBound ?? 0)
        digest.add(legal.raise?.upperBound ?? 0)
        digest.add(state.pot)
        state = state.applying(hand.action(legal), hand.rules)
      case .deal:
        state = state.dealing(hand.rules)
      case .fold, .showdown:
        for payoff in state.utilities(strengths: hand.strengths, hand.rules) { digest.add(Int(payoff)) }
        return
      }
    }
  }

  private func trimmed(_ digest: Substring) -> String { String(digest.drop { $0 == "0" }) }

  private func lines(of name: String) throws -> [Substring] {
    let file = try #require(Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Oracle"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
  }
}
