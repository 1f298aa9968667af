import Game
import Lua

/// Amounts of chips in a script, and the units that the engine counts in.
struct ChipUnits {
  /// The amounts of chips that a script may write, with and without 0.
  static let amounts = 0...1e12, positive = 1e-3...1e12

  /// Units to the chip.
  let perChip: Int

  /// The coarsest of 1, 1/2, 1/10, 1/100 and 1/1000 chip that all amounts are multiples of.
  init(amounts: [Double], path: String) throws(ScriptError) {
    for perChip in [1, 2, 10, 100, 1000] where amounts.allSatisfy({ Self.isWhole($0 * Double(perChip)) }) {
      self.perChip = perChip
      return
    }
    let odd = amounts.first { !Self.isWhole($0 * 1000) } ?? 0
    throw .value(at: path, problem: "\(LuaValue.number(odd).shown) chips: an amount has at most three decimals")
  }

  init(perChip: Int) { self.perChip = perChip }

  private static func isWhole(_ x: Double) -> Bool { abs(x - x.rounded()) < 1e-6 }

  func units(_ chips: Double) -> Chips { Chips((chips * Double(perChip)).rounded()) }
  func chips(_ units: Chips) -> Double { Double(units) / Double(perChip) }
}

/// A share such as `"0.3%"` or `150%`, or nil if the text is none.
func parsePercent(_ text: String) -> Double? {
  let trimmed = text.filter { $0 != " " }
  guard trimmed.hasSuffix("%"), let number = Double(trimmed.dropLast()), number.isFinite else { return nil }
  return number / 100
}

/// A number of bytes such as `"8GB"`, `"512 MiB"`, or nil if the text is none.
func parseBytes(_ text: String) -> Int? {
  let trimmed = text.filter { $0 != " " }.uppercased()
  let units: [(String, Double)] = [
    ("KIB", 1024), ("MIB", 1_048_576), ("GIB", 1_073_741_824), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
  ]
  for (unit, factor) in units where trimmed.hasSuffix(unit) {
    guard let number = Double(trimmed.dropLast(unit.count)), number > 0, number * factor < 1e18 else { return nil }
    return Int(number * factor)
  }
  return nil
}

/// The longest time that a script may name, in seconds: some thirty years.
let longestSeconds = 1e9

/// A time such as `"10m"`, `"90s"`, `"2 hours"`, in seconds, or nil if the text is none, or one of more than `longestSeconds`.
func parseSeconds(_ text: String) -> Double? {
  let trimmed = text.filter { $0 != " " }
  let unit = trimmed[...].suffix(while: \.isLetter)
  let factors = ["s": 1.0, "second": 1, "seconds": 1, "m": 60, "min": 60, "minute": 60, "minutes": 60, "h": 3600, "hour": 3600, "hours": 3600]
  guard let factor = factors[String(unit)] else { return nil }
  guard let number = Double(trimmed.dropLast(unit.count)), number > 0, number * factor <= longestSeconds else { return nil }
  return number * factor
}

extension Substring {
  /// The longest end whose characters all fit.
  fileprivate func suffix(while fits: (Character) -> Bool) -> Substring {
    self[(lastIndex { !fits($0) }.map(index(after:)) ?? startIndex)...]
  }
}
