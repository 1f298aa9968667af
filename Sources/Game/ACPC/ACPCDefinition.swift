/// The settings of a game definition with the lines they stand on; see `ACPCGame` for the format.
struct ACPCDefinition {
  /// A setting's name, as the competition's own files spell it.
  enum Key: String, CaseIterable {
    case limit, nolimit, numPlayers, numRounds, stack, blind, raiseSize, firstPlayer, maxRaises
    case numSuits, numRanks, numHoleCards, numBoardCards
  }

  private struct Setting {
    let line: Int
    let values: [Int]
  }

  private var settings: [Key: Setting] = [:]
  private var lastLine = 0

  init(_ text: String) throws(GameError) {
    var isOpen = false
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      lastLine = index + 1
      let content = raw.prefix { $0 != "#" }
      let words = content.split { $0.isWhitespace || $0 == "=" }
      guard let first = words.first else { continue }
      let isBracket = words.count == 1 && first.lowercased() == "gamedef"
      if !isOpen {
        guard isBracket else { throw at("a definition starts with a line GAMEDEF, and here something else stands") }
        isOpen = true
      } else if words.map({ $0.lowercased() }) == ["end", "gamedef"] {
        return
      } else if isBracket {
        throw at("there is a second GAMEDEF before END GAMEDEF")
      } else {
        try add(first, words.dropFirst())
      }
    }
    lastLine = max(lastLine, 1)
    throw at(
      isOpen
        ? "the definition does not end with a line END GAMEDEF" : "there is no GAMEDEF line: the definition is empty")
  }

  private mutating func add(_ name: Substring, _ words: ArraySlice<Substring>) throws(GameError) {
    guard let key = Key.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else {
      let known = Key.allCases.map(\.rawValue).joined(separator: ", ")
      throw at("'\(name)' is no setting of a game definition; there are \(known)")
    }
    if let earlier = settings[key] { throw at("\(key.rawValue) was already given on line \(earlier.line)") }
    var values: [Int] = []
    for word in words {
      guard let value = Int(word) else { throw at("\(key.rawValue) is given in whole numbers, not '\(word)'") }
      values.append(value)
    }
    settings[key] = Setting(line: lastLine, values: values)
  }

  /// The betting structure: limit where neither is named.
  func betting() throws(GameError) -> BettingStructure {
    for key in [Key.limit, .nolimit] where settings[key]?.values.isEmpty == false {
      throw fault(key, "\(key.rawValue) stands alone on its line")
    }
    if let limit = settings[.limit], let nolimit = settings[.nolimit] {
      let (first, second) = (min(limit.line, nolimit.line), max(limit.line, nolimit.line))
      throw .invalidDefinition(line: second, problem: "limit and nolimit exclude each other; line \(first) has the other")
    }
    return settings[.nolimit] == nil ? .fixedLimit : .noLimit
  }

  /// The one value of a setting that must be there.
  func number(_ key: Key, in range: ClosedRange<Int>) throws(GameError) -> Int {
    guard let setting = settings[key] else { throw missing(key) }
    guard setting.values.count == 1 else { throw fault(key, "\(key.rawValue) is one number, not \(setting.values.count)") }
    try check(key, setting.values, range)
    return setting.values[0]
  }

  /// The values of a setting that must be there, one a player or round.
  func list(_ key: Key, count: Int, per what: String, in range: ClosedRange<Int>) throws(GameError) -> [Int] {
    guard let values = try listIfPresent(key, count: count, per: what, in: range) else { throw missing(key) }
    return values
  }

  /// The values of a setting, one a player or round, or nil where it is left out.
  func listIfPresent(_ key: Key, count: Int, per what: String, in range: ClosedRange<Int>) throws(GameError) -> [Int]? {
    guard let setting = settings[key] else { return nil }
    guard setting.values.count == count else {
      throw fault(key, "\(key.rawValue) needs \(count) values, one a \(what), not \(setting.values.count)")
    }
    try check(key, setting.values, range)
    return setting.values
  }

  private func check(_ key: Key, _ values: [Int], _ range: ClosedRange<Int>) throws(GameError) {
    if let value = values.first(where: { !range.contains($0) }) {
      throw fault(key, "\(key.rawValue) is \(range.lowerBound) to \(range.upperBound), not \(value)")
    }
  }

  /// What is wrong with a setting, at its line.
  func fault(_ key: Key, _ problem: String) -> GameError {
    .invalidDefinition(line: settings[key]?.line ?? lastLine, problem: problem)
  }

  /// A setting is missing.
  func missing(_ key: Key, because reason: String? = nil) -> GameError {
    at("\(key.rawValue) is missing" + (reason.map { ": \($0)" } ?? ""))
  }

  private func at(_ problem: String) -> GameError { .invalidDefinition(line: lastLine, problem: problem) }
}
