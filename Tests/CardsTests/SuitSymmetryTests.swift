import Testing

@testable import Cards

@Suite struct SuitSymmetryTests {
  @Test func permutationsAreAGroup() throws {
    let all = SuitPermutation.all
    #expect(Set(all).count == 24 && all[0] == .identity)
    let cards = try CardSet("AsTd9d6h2c3c")
    for a in all {
      #expect(Suit.allCases.allSatisfy { a(a.inverse($0)) == $0 && a.inverse(a($0)) == $0 })
      #expect(Set(a(cards)) == Set(cards.map { a($0) }))
      for b in all { #expect(all.contains { c in Suit.allCases.allSatisfy { c($0) == a(b($0)) } }) }
    }
    #expect(all[1](Card(.nine, .hearts)) == Card(.nine, all[1](.hearts)))
    let swap = SuitPermutation(.diamonds, .clubs, .hearts, .spades)
    #expect(swap(try Combo("AcKd")) == (try Combo("AdKc")))
  }

  @Test(arguments: [("", 24), ("Td9d6h", 2), ("TdTh6c", 2), ("Td9d6d", 6), ("Td9h6c", 1), ("2c2d2h2s", 24)])
  func groupOfABoard(board: String, count: Int) throws {
    let symmetry = SuitSymmetry(board: try CardSet(board), ranges: [try HandRange("QQ+,AKs,T9o:0.5")])
    #expect(symmetry.permutations.count == count)
    #expect(symmetry.permutations.first == .identity)
  }

  @Test func rangesBreakIt() throws {
    let board = try CardSet("Td9d6d")
    #expect(SuitSymmetry(board: board, ranges: [try HandRange("AhKh")]).permutations.count == 2)
    #expect(SuitSymmetry(board: board, ranges: [try HandRange("AA,AhAs:0.5")]).permutations.count == 6)
    #expect(SuitSymmetry(board: board, ranges: [try HandRange("AhAs:0.5,AA")]).permutations.count == 2)
    #expect(SuitSymmetry(board: board, ranges: [try HandRange("TdAh")]).permutations.count == 6)
    #expect(SuitSymmetry(deck: try CardSet("KcQcJcKdQdJd")).permutations.count == 4)
  }

  @Test(arguments: [("", 13), ("Td9d6h", 36), ("Td9d6d", 23), ("Td9h6c", 49)])
  func orbitsOfTheNextCard(board: String, count: Int) throws {
    let dealt = try CardSet(board)
    let deck = CardSet.fullDeck.subtracting(dealt)
    let symmetry = SuitSymmetry(board: dealt)
    let orbits = symmetry.orbits(of: deck)
    #expect(orbits.count == count)
    #expect(orbits.flatMap { $0.members.map(\.card) }.sorted() == Array(deck))
    for orbit in orbits {
      #expect(orbit.members[0] == .init(card: orbit.representative, toRepresentative: .identity))
      let fixing = symmetry.fixing(orbit.representative)
      // The orbit and the stabiliser multiply to the group.
      #expect(fixing.permutations.count * orbit.members.count == symmetry.permutations.count)
      for member in orbit.members {
        #expect(member.toRepresentative(member.card) == orbit.representative)
        #expect(orbit.representative <= member.card)
        #expect(symmetry.permutations.contains(member.toRepresentative))
      }
    }
  }
}
