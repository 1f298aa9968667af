import Testing

@testable import Cards

@Suite struct HandRangeTests {
  /// The classes that a range text holds in full with weight 1, in words.
  private func classes(_ text: String) throws -> [String] {
    let range = try HandRange(text)
    return HandClass.all.filter { $0.combos.allSatisfy { range[$0] == 1 } }.map(\.description).sorted()
  }

  @Test(arguments: [
    ("AKs", "AKs"), ("AK", "AKs AKo"), ("77", "77"), ("QQ+", "QQ KK AA"), ("88-55", "88 77 66 55"),
    ("55-88", "88 77 66 55"), ("ATs+", "ATs AJs AQs AKs"), ("AT+", "ATs AJs AQs AKs ATo AJo AQo AKo"),
    ("T9s+", "T9s JTs QJs KQs AKs"), ("76o+", "76o 87o 98o T9o JTo QJo KQo AKo"), ("96s+", "96s 97s 98s"),
    ("QTs+", "QTs QJs"), ("AKs+", "AKs"), ("AA+", "AA"), ("A5s-A2s", "A5s A4s A3s A2s"), ("KQs-KTs", "KQs KJs KTs"),
    ("T9o-76o", "T9o 98o 87o 76o"), ("J9s-86s", "J9s T8s 97s 86s"), ("76o-T9o", "T9o 98o 87o 76o"),
    ("AKs AKo,QQ", "AKs AKo QQ"), ("AKs , QQ", "AKs QQ"), ("\tAKs\n", "AKs"),
    ("AKs-AKs", "AKs"),
  ])
  func grammar(text: String, expected: String) throws {
    #expect(try classes(text) == expected.split(separator: " ").map(String.init).sorted())
  }

  @Test func publishedCounts() throws {
    let board = try CardSet("Td9d6h")
    let oop = try HandRange("66+,A8s+,A5s-A4s,AJo+,K9s+,KQo,QTs+,JTs,96s+,85s+,75s+,65s,54s")
    let ip = try HandRange("QQ-22,AQs-A2s,ATo+,K5s+,KJo+,Q8s+,J8s+,T7s+,96s+,86s+,75s+,64s+,53s+")
    #expect(oop.removing(board).count == 180)
    #expect(ip.removing(board).count == 265)
    #expect(try HandRange("random").removing(board).count == 49 * 48 / 2)
  }

  @Test func weightsAndOverlaps() throws {
    let range = try HandRange("AhQh:.25,A5s-A2s:0.5 AQs, AA:0, random:1e-1")
    #expect(range.weight(of: try Combo("AhQh")) == 0.25)
    #expect(range[try Combo("AdQd")] == 1)
    #expect(range[try Combo("As3s")] == 0.5)
    #expect(range[try Combo("AsAh")] == 0)
    #expect(range[try Combo("7s2h")] == 0.1)
    #expect(range.count == 1320 && range.combos.count == 1320)
    let weight = 0.25 + 3 + 16 * 0.5 + Double(Float(0.1)) * 1300
    #expect(abs(range.weights.reduce(0) { $0 + Double($1) } - weight) < 1e-9)
    #expect(try HandRange("random:0").isEmpty && HandRange().isEmpty)
  }

  @Test func weightsByNumber() throws {
    var weights = (0..<1326).map { Float($0) / 2000 }
    let text = weights.map(\.description).joined(separator: " ")
    #expect(try HandRange(text).weights == weights)
    #expect(try HandRange(weights: weights).weights == weights)
    #expect(try HandRange(text.split(separator: " ").joined(separator: ",")).weights == weights)
    let few = #expect(throws: CardsError.self) { try HandRange("0.5 1 0") }
    #expect(
      few?.description
        == "range: the end after 3 numbers at character 8: expected 1326 numbers, "
        + "one for each combo, or hands such as QQ+,AKs"
    )
    #expect(throws: CardsError.self) { try HandRange(text + " 1") }
    #expect(throws: CardsError.weightCount(2)) { try HandRange(weights: [0, 1]) }
    weights[7] = 1.5
    let error = #expect(throws: CardsError.weight(index: 7, value: 1.5)) { try HandRange(weights: weights) }
    #expect(error?.description == "range: weight 1.5 of 3c2d (number 7): expected 0...1")
    weights[7] = .nan
    #expect(throws: CardsError.self) { try HandRange(weights: weights) }
  }

  @Test func descriptions() throws {
    let texts = [
      "QQ+,AKs", "random", "random:0", "random:0.5", "TT+,88-55,22:0.25,ATs+,A5s-A2s:0.5,KQs,AJo+", "AhKh:0.125",
      "AA,AhKh",
    ]
    for text in texts { #expect(try HandRange(text).description == text) }
    #expect(try HandRange("AQs,AKs,T9s+").description == "AQs+,KQs,QJs,JTs,T9s")
    #expect(try HandRange("AKo, AsKs:0.5, AdKd").description == "AKo,AsKs:0.5,AdKd")
  }

  @Test func anyWeightsComeBack() throws {
    var random = SplitMix(state: 4)
    for _ in 0..<6 {
      var range = HandRange()
      for hand in HandClass.all {
        let common = [0, 1, 0.5, Float.random(in: 0...1, using: &random)].randomElement(using: &random) ?? 0
        let isMixed = Int.random(in: 0..<8, using: &random) == 0
        for combo in hand.combos {
          range[combo] = isMixed ? Float.random(in: 0...1, using: &random) * 1e-6 : common
        }
      }
      #expect(try HandRange(range.description) == range)
    }
  }
}
