import CFR
import Foundation

/// The decisions of one street below one deal, on one board, as the bytes that a report embeds; docs/REPORTS.md describes them.
///
/// Decisions follow each other in the order of the tree. One has numbers in 32-bit floats: combos, EV and equity of each player; combos and EV of each
/// action; the lowest EV and the step of EVs. Then rows of quantised numbers, each over a player's hands that the board leaves: the probabilities
/// of all actions but the last; the EV of each action; the EVs of the player who does not act; the equities of the player to act and of the other.
struct ReportChunk {
  /// Bits of a probability or an equity: 8 or 16. EVs have 16.
  let bits: Int
  private(set) var bytes: [UInt8] = []

  init(bits: Int) { self.bits = bits }

  /// Adds a decision of a vector solve.
  mutating func add(_ decision: DecisionValues) {
    let player = decision.player, other = 1 - player
    for seat in 0..<2 { add(decision.combos(seat)) }
    for seat in 0..<2 { add(decision.mean(decision.values[seat], seat)) }
    for seat in 0..<2 { add(decision.mean(decision.equities[seat], seat)) }
    for action in decision.strategy.indices { add(decision.combos(choosing: action)) }
    for (action, row) in decision.actionValues.enumerated() { add(decision.mean(row, choosing: action)) }
    let known = (decision.actionValues.joined() + decision.values[other]).filter(\.isFinite)
    let low = Float(known.min() ?? 0), step = (Float(known.max() ?? 0) - low) / 65_534
    add(Double(low))
    add(Double(step))
    add(strategy: decision.strategy)
    func place(_ value: Double) -> Double { step > 0 ? (value - Double(low)) / Double(step) / 65_534 : value.isFinite ? 0 : .nan }
    for row in decision.actionValues { add(shares: row.map(place), bits: 16) }
    add(shares: decision.values[other].map(place), bits: 16)
    add(shares: decision.equities[player], bits: bits)
    add(shares: decision.equities[other], bits: bits)
  }

  /// Adds the strategy of a decision alone: a row an action.
  mutating func add(strategy: [[Double]]) {
    for row in strategy.dropLast() { add(shares: row, bits: bits) }
  }

  private mutating func add(_ value: Double?) {
    withUnsafeBytes(of: Float(value ?? .nan).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Numbers from 0 to 1 in steps of 1/254 or 1/65534; the highest code stands for none. Of 16 bits all low bytes come first: like with like
  /// compresses better.
  private mutating func add(shares row: [Double], bits: Int) {
    let top = Double(bits == 8 ? 254 : 65_534)
    let codes = row.map { $0.isFinite ? UInt16((min(1, max(0, $0)) * top).rounded()) : UInt16(top) + 1 }
    bytes.append(contentsOf: codes.map { UInt8(truncatingIfNeeded: $0) })
    if bits == 16 { bytes.append(contentsOf: codes.map { UInt8($0 >> 8) }) }
  }

  /// The bytes of a decision's rows, before they are compressed.
  static func size(actions: Int, own: Int, other: Int, bits: Int) -> Int {
    ((actions - 1) * own + own + other) * bits / 8 + (actions * own + other) * 2
  }

  /// The element of the page that holds the bytes.
  ///
  /// - Parameters:
  ///   - board: its number in the head.
  ///   - root: the street's first decision, by its number in the head.
  func element(board: Int, root: Int) -> String {
    "<script type=\"text/plain\" id=\"d\(board)-\(root)\">\(Data(deflated(bytes)).base64EncodedString())</script>\n"
  }
}
