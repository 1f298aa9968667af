import Abstraction
import CFR
import Cards

/// Which strategies an export holds, and what it says of them.
public struct PolicySelection {
  /// Names of streets; nil for all.
  public var streets: [String]?
  /// One decision in place of whole streets: its node, and the cards dealt on each street on the way, nil where all deals are meant.
  public var place: (node: Int, dealt: [[Card]?])?
  /// Whether each row has reach, equity and expected chips too.
  public var isValued = false

  public init(streets: [String]? = nil, place: (node: Int, dealt: [[Card]?])? = nil, isValued: Bool = false) {
    self.streets = streets
    self.place = place
    self.isValued = isValued
  }

  /// The streets to visit, by number.
  func levels(_ solver: VectorSolver) -> [Int] {
    let levels = 0..<solver.game.levelStart.count - 1
    if let place { return levels.filter { $0 == Int(solver.tree.nodes[place.node].street) } }
    return levels.filter { streets?.contains(solver.tree.rules.streets[$0].name) ?? true }
  }

  func has(_ deal: SolvedDeal) -> Bool {
    guard let place else { return true }
    return zip(place.dealt, deal.dealt).allSatisfy { wanted, dealt in wanted.map { CardSet($0) == CardSet(dealt) } ?? true }
  }

  /// What is missing for the export to be a whole policy, for whoever would load it.
  func rest(_ tree: BettingTree) -> PolicyPart? {
    if let place { return PolicyPart(line: tree.line(place.node)) }
    guard let streets, !Set(tree.rules.streets.map(\.name)).isSubset(of: streets) else { return nil }
    return PolicyPart(streets: streets)
  }
}

/// What the head of a JSON export says of one that is not whole.
struct PolicyPart: Codable {
  var streets: [String]?
  var line: String?

  init(streets: [String]? = nil, line: String? = nil) {
    self.streets = streets
    self.line = line
  }
}
