/// `n` over `k`: how many ways there are to choose `k` of `n`.
public func binomial(_ n: Int, _ k: Int) -> Int {
  switch k {
  case 0: 1
  case 1: n
  case 2: n * (n - 1) / 2
  default: (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }
}

extension CardSet {
  /// All sets of so many of the cards, in ascending order of their lowest, then second card, and so on.
  public func subsets(of count: Int) -> [CardSet] {
    guard count > 0 else { return [CardSet()] }
    var all: [CardSet] = []
    var rest = self
    for card in self {
      rest.remove(card)
      all += rest.subsets(of: count - 1).map { $0.inserting(card) }
    }
    return all
  }
}
