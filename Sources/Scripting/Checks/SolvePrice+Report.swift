import Report
import Training

extension SolvePrice {
  /// The price as a table for people.
  public func text(style: TextStyle, width: Int, memoryLimit: Int? = nil) -> String {
    let rows = streets.map {
      PriceRow(street: $0.name, boards: $0.boards, decisions: $0.decisions, actions: $0.actions, hands: $0.hands, bytes: $0.bytes)
    }
    return PriceTable(
      rows: rows, memory: totalBytes, memoryLimit: memoryLimit, storage: storage == .bits16 ? "16 bits a number" : nil, numbersPerIteration: cells
    ).text(style: style, width: width)
  }
}
