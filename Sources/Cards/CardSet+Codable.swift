extension CardSet: Codable {
  /// Reads a set as text, such as "AhKh".
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let cards = try? Card.list(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is no set of cards")
    }
    self.init(cards)
  }

  /// Writes the set as text, such as "AhKh".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
