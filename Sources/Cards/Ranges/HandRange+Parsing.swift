extension HandRange {
  /// Reads a range as solvers write it.
  ///
  /// Entries are separated by commas or white space; where they overlap, the leftmost wins:
  ///
  /// | entry | meaning |
  /// |---|---|
  /// | `AKs` `AKo` `AK` `77` | a suited or offsuit class, both of them, a pair |
  /// | `QQ+` | a pair and those above |
  /// | `ATs+` | the high card stays, the kicker rises to one below it: ATs, AJs, AQs, AKs |
  /// | `T9s+` | adjacent ranks slide up together: T9s, JTs, QJs, KQs, AKs |
  /// | `88-55` `A5s-A2s` `T9o-76o` | a span of pairs, of kickers, or of both cards |
  /// | `AhQh` | one combo |
  /// | `random` | every combo |
  /// | `AKo:0.5` | any of these with a weight in 0...1, which is 1 when left out |
  ///
  /// A text of exactly 1,326 numbers in 0...1 is the weights by combo index instead.
  ///
  /// - Throws: `CardsError.range` with the place of the first fault.
  public init(_ text: String) throws(CardsError) {
    let source = SourceText(text, subject: .range)
    let entries = try source.entries()
    if let first = entries.first, source.startsNumberList(first) {
      self = try Self.numbers(in: entries, of: source)
      return
    }
    self.init()
    var isSet = [Bool](repeating: false, count: Combo.count)
    for entry in entries {
      let (combos, weight) = try source.weightedCombos(of: entry)
      for combo in combos where !isSet[combo.index] {
        isSet[combo.index] = true
        self[combo] = weight
      }
    }
  }

  private static func numbers(
    in entries: [Range<Int>], of source: SourceText
  ) throws(CardsError) -> HandRange {
    var range = HandRange()
    for (index, entry) in entries.enumerated() {
      guard index < Combo.count else {
        throw source.fault(
          at: entry.lowerBound, in: entry, "more than \(Combo.count) numbers",
          expected: "one number for each combo")
      }
      range[Combo(index: index)] = try source.weight(entry, in: entry)
    }
    guard entries.count == Combo.count else {
      let end = source.characters.count
      throw source.fault(
        at: end, in: end..<end, "the end after \(entries.count) number\(entries.count == 1 ? "" : "s")",
        expected: "\(Combo.count) numbers, one for each combo, or hands such as QQ+,AKs")
    }
    return range
  }
}

extension SourceText {
  /// The entries of a range: what stands between commas and white space.
  fileprivate func entries() throws(CardsError) -> [Range<Int>] {
    var entries: [Range<Int>] = []
    var offset = 0
    var needsEntry = true
    while offset < characters.count {
      if characters[offset].isWhitespace {
        offset += 1
      } else if characters[offset] == "," {
        guard !needsEntry else { throw emptyEntry(at: offset) }
        needsEntry = true
        offset += 1
      } else {
        let start = offset
        while offset < characters.count, characters[offset] != ",", !characters[offset].isWhitespace {
          offset += 1
        }
        entries.append(start..<offset)
        needsEntry = false
      }
    }
    guard !needsEntry else { throw emptyEntry(at: offset) }
    return entries
  }

  private func emptyEntry(at offset: Int) -> CardsError {
    fault(
      at: offset, in: offset..<offset, "an empty entry",
      expected: "a hand such as QQ+ or AKs (no hands at all is random:0)")
  }

  /// Whether an entry is a number that cannot be the beginning of a hand.
  fileprivate func startsNumberList(_ entry: Range<Int>) -> Bool {
    guard ["0", "1", "."].contains(characters[entry.lowerBound]) else { return false }
    return entry.allSatisfy { Self.isNumeric(characters[$0]) }
  }

  private static func isNumeric(_ character: Character) -> Bool { "0123456789.eE+-".contains(character) }

  /// Reads a weight, all of the characters in `number`, inside the entry `token`.
  fileprivate func weight(_ number: Range<Int>, in token: Range<Int>) throws(CardsError) -> Float {
    let expected = "a weight in 0...1, such as 0.5"
    guard let first = number.first else {
      throw fault(at: number.lowerBound, in: token, "a weight without a number", expected: expected)
    }
    guard characters[first].isNumber || characters[first] == ".",
      number.allSatisfy({ Self.isNumeric(characters[$0]) }), let value = Float(string(number))
    else {
      throw fault(at: first, in: token, "\"\(string(number))\" is no number", expected: expected)
    }
    guard (0...1).contains(value) else {
      throw fault(at: first, in: token, "weight \(string(number)) out of 0...1", expected: expected)
    }
    return value
  }

  /// Reads one entry: its combos, and the weight after the colon or 1.
  fileprivate func weightedCombos(of entry: Range<Int>) throws(CardsError) -> ([Combo], Float) {
    let colon = entry.first { characters[$0] == ":" }
    let hands = entry.lowerBound..<(colon ?? entry.upperBound)
    guard !hands.isEmpty else {
      throw fault(
        at: entry.lowerBound, in: entry, "a weight without a hand",
        expected: "a hand right before the colon, such as AKs:0.5")
    }
    let combos = try combos(of: hands, in: entry)
    guard let colon else { return (combos, 1) }
    return (combos, try weight(colon + 1..<entry.upperBound, in: entry))
  }

  /// Reads the hands of one entry, without its weight.
  private func combos(of hands: Range<Int>, in entry: Range<Int>) throws(CardsError) -> [Combo] {
    let start = hands.lowerBound
    if string(hands) == "random" { return Array(Combo.all) }
    if hands.count > 1, Rank(characters[start]) != nil, Suit(characters[start + 1]) != nil {
      let combo = try combo(at: start, in: hands)
      guard hands.count == 4 else {
        throw fault(
          at: start + 4, in: entry, "\"\(characters[start + 4])\" after two cards",
          expected: "the end or a weight; + and spans are for classes such as AKs")
      }
      return [combo]
    }
    return try shapes(of: hands, in: entry).flatMap(\.classes).flatMap(\.combos)
  }

  /// Reads a class, a class with a plus, or a span of classes.
  private func shapes(of hands: Range<Int>, in entry: Range<Int>) throws(CardsError) -> [HandShape] {
    let first = try shape(at: hands.lowerBound, in: hands)
    let next = hands.lowerBound + first.length
    guard next < hands.upperBound else { return [first] }
    switch characters[next] {
    case "+":
      try expectEnd(of: hands, at: next + 1, in: entry)
      return first.andBetter
    case "-":
      let last = try shape(at: next + 1, in: hands)
      try expectEnd(of: hands, at: next + 1 + last.length, in: entry)
      if let shapes = first.through(last) { return shapes }
      throw fault(
        at: next + 1, in: entry, "a span between hands that do not belong together",
        expected: "ends that share the high card (A5s-A2s) or slide together (T9o-76o, 88-55)")
    default:
      throw fault(
        at: next, in: entry, "\"\(characters[next])\" after \(string(hands.lowerBound..<next))",
        expected: first.suits == .either ? "s, o, +, - or a weight" : "+, - or a weight")
    }
  }

  private func expectEnd(of hands: Range<Int>, at offset: Int, in entry: Range<Int>) throws(CardsError) {
    guard offset == hands.upperBound else {
      throw fault(
        at: offset, in: entry, "\"\(characters[offset])\" after \(string(hands.lowerBound..<offset))",
        expected: "the end or a weight")
    }
  }
}
