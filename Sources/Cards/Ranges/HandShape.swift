/// Two ranks and what is said of their suits: `77`, `AKs`, `AKo`, or `AK` for both of the last two.
struct HandShape {
  enum Suits {
    case pair, suited, offsuit, either
  }

  let high: Rank
  let low: Rank
  let suits: Suits

  /// How many ranks the two cards lie apart; 0 for a pair.
  var gap: Int { Int(high.rawValue) - Int(low.rawValue) }

  /// How many characters the shape is written with.
  var length: Int { suits == .suited || suits == .offsuit ? 3 : 2 }

  /// The classes of this shape: one, or two when the suits are left open.
  var classes: [HandClass] {
    switch suits {
    case .pair, .offsuit: [HandClass(high, low, suited: false)]
    case .suited: [HandClass(high, low, suited: true)]
    case .either: [HandClass(high, low, suited: true), HandClass(high, low, suited: false)]
    }
  }

  /// The shape with other ranks.
  func with(high: Int, low: Int) -> HandShape {
    HandShape(high: Rank.allCases[high], low: Rank.allCases[low], suits: suits)
  }

  /// The shapes meant by a `+`. Pairs go up to aces (`QQ+`), adjacent ranks slide up together to AK
  /// (`T9s+`), and with a gap the high card stays while the kicker rises to one below it (`ATs+`).
  var andBetter: [HandShape] {
    let (h, l) = (Int(high.rawValue), Int(low.rawValue))
    return switch gap {
    case 0: (h...12).map { with(high: $0, low: $0) }
    case 1: (h...12).map { with(high: $0, low: $0 - 1) }
    default: (l..<h).map { with(high: h, low: $0) }
    }
  }

  /// The shapes from this one to another, both included, or nil when there is no such span: both ends must be
  /// pairs, share the high card (`A5s-A2s`) or share the gap (`T9o-76o`), and say the same of suits.
  func through(_ other: HandShape) -> [HandShape]? {
    guard suits == other.suits else { return nil }
    let lows = Int(min(low, other.low).rawValue)...Int(max(low, other.low).rawValue)
    if gap == other.gap { return lows.map { with(high: $0 + gap, low: $0) } }
    if high == other.high { return lows.map { with(high: Int(high.rawValue), low: $0) } }
    return nil
  }
}

extension SourceText {
  /// Reads two ranks and an optional `s` or `o` at an offset of the entry `token`.
  func shape(at offset: Int, in token: Range<Int>) throws(CardsError) -> HandShape {
    let high = try rank(at: offset, in: token)
    let low = try rank(at: offset + 1, in: token, orElse: "a second rank, or a suit (one of s h d c)")
    guard high >= low else {
      throw fault(
        at: offset, in: token, "the lower rank first",
        expected: "the higher rank first, \(low)\(high)")
    }
    let suffix = offset + 2 < token.upperBound ? characters[offset + 2] : nil
    if high == low {
      guard suffix != "s", suffix != "o" else {
        throw fault(
          at: offset + 2, in: token, "a pair is neither suited nor offsuit", expected: "\(high)\(low) alone")
      }
      return HandShape(high: high, low: low, suits: .pair)
    }
    switch suffix {
    case "s": return HandShape(high: high, low: low, suits: .suited)
    case "o": return HandShape(high: high, low: low, suits: .offsuit)
    default: return HandShape(high: high, low: low, suits: .either)
    }
  }
}
