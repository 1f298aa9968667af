import Cards

extension BetMenu {
  /// Reads `33%, 75%, a / 2.5x`: bet sizes, then after a slash raise sizes. Without a slash the sizes hold for both, except multiples
  /// of the bet faced, which only a raise can have.
  public init(parsing text: String) throws(AbstractionError) {
    let characters = Array(text)
    let slashes = characters.indices.filter { characters[$0] == "/" }
    guard slashes.count <= 1 else {
      throw .menu(text: text, offset: slashes[1], problem: "a second `/`: sizes are written `bets / raises`")
    }
    guard let slash = slashes.first else {
      let sizes = try Self.sizes(in: characters, 0..<characters.count, text: text)
      self.init(bets: sizes.filter { !$0.isMultiple }, raises: sizes)
      return
    }
    self.init(
      bets: try Self.sizes(in: characters, 0..<slash, text: text, areBets: true),
      raises: try Self.sizes(in: characters, (slash + 1)..<characters.count, text: text))
  }

  /// - Parameter areBets: whether multiples of the bet faced are out of place.
  private static func sizes(
    in characters: [Character], _ range: Range<Int>, text: String, areBets: Bool = false
  ) throws(AbstractionError) -> [BetSize] {
    var sizes: [BetSize] = []
    var start = range.lowerBound
    let isEmpty = !characters[range].contains { !$0.isWhitespace }
    if isEmpty { return [] }
    while start <= range.upperBound {
      let end = characters[start..<range.upperBound].firstIndex(of: ",") ?? range.upperBound
      var first = start, last = end
      while first < last, characters[first].isWhitespace { first += 1 }
      while last > first, characters[last - 1].isWhitespace { last -= 1 }
      guard first < last else { throw .menu(text: text, offset: min(first, characters.count), problem: "an empty size between commas") }
      let size: BetSize
      do { size = try BetSize(parsing: String(characters[first..<last])) } catch {
        throw .menu(text: text, offset: first, problem: error.problem)
      }
      if areBets, size.isMultiple {
        throw .menu(
          text: text, offset: first, problem: "`\(size)` is a multiple of the bet faced, so it belongs after the `/`, among the raises")
      }
      if sizes.contains(size) { throw .menu(text: text, offset: first, problem: "`\(size)` is there twice") }
      sizes.append(size)
      start = end + 1
    }
    return sizes
  }
}

/// Why one size cannot be read.
struct BetSizeFault: Error { var problem: String }

extension BetSize {
  var isMultiple: Bool { if case .multiple = self { true } else { false } }

  /// Reads one size: `33%`, `2.5x`, `2.5bb`, `120c`, `e`, `2e`, `3e200%`, `min`, `a`.
  init(parsing token: String) throws(BetSizeFault) {
    let known = "`33%` of the pot, `2.5x` the bet faced, `2.5bb`, `120c` chips, `e`, `2e` or `3e200%` geometric, `min`, or `a` for all-in"
    guard token.utf8.count <= 100 else { throw BetSizeFault(problem: "`\(token.excerpt)` is no bet size: expected \(known)") }
    switch token {
    case "a", "allin", "all-in": self = .allIn
    case "min": self = .minimum
    default:
      if let size = try Self.geometric(token) { self = size; return }
      let units: [(String, (Double) -> BetSize)] = [
        ("%", { .pot($0 / 100) }), ("x", BetSize.multiple), ("bb", BetSize.bigBlinds), ("c", BetSize.chips),
      ]
      for (unit, make) in units where token.hasSuffix(unit) {
        let amount = try Self.amount(token.dropLast(unit.count), of: token)
        if unit == "x", amount <= 1 { throw BetSizeFault(problem: "`\(token)`: a raise is more than 1x the bet faced") }
        self = make(amount)
        return
      }
      if Double(token) != nil {
        throw BetSizeFault(problem: "`\(token)` has no unit: write `\(token)%` of the pot, `\(token)x` the bet faced, `\(token)bb` or `\(token)c` chips")
      }
      throw BetSizeFault(problem: "`\(token)` is no bet size: expected \(known)")
    }
  }

  private static func geometric(_ token: String) throws(BetSizeFault) -> BetSize? {
    guard let e = token.firstIndex(of: "e"), token[..<e].allSatisfy(\.isNumber) else { return nil }
    var streets: Int?
    if e > token.startIndex {
      guard let count = Int(token[..<e]), (1...10).contains(count) else {
        throw BetSizeFault(problem: "`\(token)`: the number of streets before `e` is from 1 to 10")
      }
      streets = count
    }
    let rest = token[token.index(after: e)...]
    if rest.isEmpty { return .geometric(streets: streets, cap: nil) }
    guard rest.hasSuffix("%") else { throw BetSizeFault(problem: "`\(token)`: after `e` comes nothing, or a cap such as `200%`") }
    return .geometric(streets: streets, cap: try amount(rest.dropLast(), of: token) / 100)
  }

  private static func amount(_ digits: Substring, of token: String) throws(BetSizeFault) -> Double {
    if digits.first == "-" { throw BetSizeFault(problem: "`\(token)`: a bet is more than 0") }
    let isPlain = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard isPlain, let amount = Double(digits.hasPrefix(".") ? "0" + digits : String(digits)), amount.isFinite, amount < 1e9 else {
      throw BetSizeFault(problem: "`\(token)`: `\(digits)` is not a number")
    }
    guard amount > 0 else { throw BetSizeFault(problem: "`\(token)`: a bet is more than 0") }
    guard amount >= 0.001 else { throw BetSizeFault(problem: "`\(token)`: too small, at least 0.001 is expected") }
    return amount
  }
}
