import CFR
import Testing

@testable import Report

@Suite struct PriceTableTests {
  private static let table = PriceTable(
    rows: [
      PriceRow(street: "turn", boards: 49, decisions: 12, actions: 30, hands: [312, 290], bytes: 3 << 20),
      PriceRow(street: "river", boards: 2352, decisions: 240, actions: 610, hands: [300, 280], bytes: 1 << 30),
    ], memory: 2 << 30, memoryLimit: 1 << 30, numbersPerIteration: 172_000_000, secondsPerIteration: 0.26)

  @Test func streetsTotalsAndCosts() {
    #expect(
      Self.table.text(style: .plain, width: 80) == """
        street  boards  decisions  actions      hands   memory
        turn        49         12       30  312 / 290  3.0 MiB
        river    2,352        240      610  300 / 280  1.0 GiB
        total    2,401        252      640             1.0 GiB

        memory: 2.0 GiB of 1.0 GiB allowed: it does not fit
        an iteration: 172,000,000 numbers, about 0.26 s
        """)
  }

  @Test func unknownCostsAreLeftOut() {
    let text = PriceTable(rows: Self.table.rows, memory: 1024).text(style: .plain, width: 80)
    #expect(text.hasSuffix("\nmemory: 1.0 KiB"))
  }
}
