import Cards
import Foundation
import Testing

@testable import Abstraction

/// Flops up to suits, and the few that stand for all.
@Suite struct FlopTests {
  /// The named lists, by size.
  private static let subsets = Dictionary(uniqueKeysWithValues: FlopSubset.sizes.map { ($0, FlopSubset(named: "\($0)")!) })

  @Test func thereAre1755() {
    #expect(Flop.all.count == 1755)
    #expect(Flop.all.reduce(0) { $0 + $1.count } == 22_100)
    // 13 trips of 4; 13 x 12 pairs, as a rainbow of 12 and a two-tone of 12 each; C(13, 3) ranks: 24 rainbow, 3 x 12 two-tone, 4 monotone.
    #expect(Flop.all.count { $0.pairing == .trips && $0.count == 4 } == 13)
    #expect(Flop.all.count { $0.pairing == .paired && $0.suits == .rainbow && $0.count == 12 } == 156)
    #expect(Flop.all.count { $0.pairing == .paired && $0.suits == .twoTone && $0.count == 12 } == 156)
    #expect(Flop.all.count { $0.pairing == .unpaired && $0.suits == .rainbow && $0.count == 24 } == 286)
    #expect(Flop.all.count { $0.pairing == .unpaired && $0.suits == .twoTone && $0.count == 12 } == 858)
    #expect(Flop.all.count { $0.pairing == .unpaired && $0.suits == .monotone && $0.count == 4 } == 286)
  }

  @Test func suitsDoNotMatter() throws {
    let flop = Flop(try Card.list("Td9d6h"))
    let alike = Flop(try Card.list("6c9hTh")), other = Flop(try Card.list("Td9h6h"))
    #expect(flop.text == "Ts9s6h" && flop == alike && flop != other)
  }

  /// Straights that two cards can make: on JT9 with 78, Q8, KQ; on A52 with 34 and with nothing above.
  @Test(arguments: [("JsTs9s", 3), ("Ts9d6h", 1), ("Ts9d7h", 2), ("As5d2c", 1), ("AsKd2c", 0), ("AsKdQc", 1), ("8s8d7c", 0), ("Ks8s5d", 0), ("5s4d3c", 3)])
  func straights(_ board: String, _ expected: Int) throws { #expect(Flop(try Card.list(board)).straights == expected) }

  @Test(arguments: FlopSubset.sizes)
  func weightsSumToAllFlops(_ size: Int) throws {
    let subset = try #require(Self.subsets[size])
    #expect(subset.flops.count == size && Set(subset.flops.map(\.flop)).count == size)
    #expect(subset.flops.reduce(0) { $0 + $1.weight } == 22_100)
    #expect(subset.flops.allSatisfy { $0.weight > 0 })
  }

  @Test func onlyNamedSizes() throws {
    for name in ["0", "16", "049", " 49", "", "ALL"] { #expect(FlopSubset(named: name) == nil) }
    #expect(try #require(FlopSubset(named: "all")).flops.allSatisfy { $0.flop.count == $0.weight })
  }

  /// The lists are what they were: a run that was begun goes on with the same flops. A change of the derivation must be meant.
  @Test func theListsDoNotChange() throws {
    let text = try ([15, 25, 49, 95, 184] as [Int]).map { size in
      let subset = try #require(Self.subsets[size])
      return "\(size): " + subset.flops.map { "\($0.flop.text):\($0.weight)" }.joined(separator: ",")
    }.joined(separator: "\n")
    #expect(text.split(separator: "\n").first.map(String.init) == Self.fifteen)
    var digest = TableDigest()
    Array(text.utf8).withUnsafeBytes { digest.add($0) }
    #expect(String(digest.value, radix: 16) == Self.digest)
  }

  private static let fifteen =
    "15: AsJh6d:1176,AsTs6h:2714,As6h3d:914,KsKh8s:939,KsKh8d:717,KsJs6h:2396,Qs9h5d:1709,Qs8s5h:1655,Js8s4s:1144,Js6s3h:1596,Ts7h7d:1050,9s6h4d:2814,8s6s4h:2185,7s5s5h:682,6s4h4d:409"
  private static let digest = "ae18ca8f35aae113"

  /// The table of docs/AGGREGATES.md: by how much the shares of classes are off, in percentage points, at worst.
  @Test func thePageSaysHowGoodTheyAre() throws {
    let page = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../docs/AGGREGATES.md").standardized, encoding: .utf8)
    let classes: [(Flop) -> Int] = [
      { Flop.Suits.allCases.firstIndex(of: $0.suits)! }, { Flop.Pairing.allCases.firstIndex(of: $0.pairing)! }, { $0.ranks[0] },
      { $0.ranks[1] >= 8 ? 2 : $0.ranks[1] >= 5 ? 1 : 0 }, { $0.ranks[2] >= 6 ? 2 : $0.ranks[2] >= 3 ? 1 : 0 }, { $0.straights },
    ]
    for size in FlopSubset.sizes {
      let subset = try #require(Self.subsets[size])
      let worst = classes.map { kind in
        var off: [Int: Double] = [:]
        for flop in Flop.all { off[kind(flop), default: 0] -= Double(flop.count) / 221 }
        for (flop, weight) in subset.flops { off[kind(flop), default: 0] += Double(weight) / 221 }
        return off.values.map(abs).max()!
      }
      let row = "| \(size) | " + worst.map { String(format: "%.1f", $0) }.joined(separator: " | ") + " |"
      #expect(page.contains(row + "\n"), "\(row)")
    }
  }
}
