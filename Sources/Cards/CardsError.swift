/// What can be wrong with cards, hands and ranges that people write.
public enum CardsError: Error, Equatable, Sendable {
  /// A text that should be a list of cards, such as a board.
  case cards(TextFault)
  /// A text that should be a hand: a combo such as `AhKh`, or a class such as `AKs`.
  case hand(TextFault)
  /// A text that should be a range.
  case range(TextFault)
  /// A list of weights that has not one weight for each of the 1,326 combos.
  case weightCount(Int)
  /// A weight outside 0...1, by the index of its combo.
  case weight(index: Int, value: Float)
}

extension CardsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cards(let fault): "cards: \(fault)"
    case .hand(let fault): "hand: \(fault)"
    case .range(let fault): "range: \(fault)"
    case .weightCount(let count):
      "range: \(count) weights: expected exactly \(Combo.count), one for each combo"
    case .weight(let index, let value):
      "range: weight \(value) of \(Combo(index: index)) (number \(index)): expected 0...1"
    }
  }

  /// The place in the text where it went wrong, for errors that have one.
  public var fault: TextFault? {
    switch self {
    case .cards(let fault), .hand(let fault), .range(let fault): fault
    case .weightCount, .weight: nil
    }
  }
}
