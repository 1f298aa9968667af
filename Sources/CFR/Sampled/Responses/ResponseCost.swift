import Cards
import Game

/// What looking at one deal of the second street costs, and how it is cut into tasks of about a second: the deals of the third street one by one or several
/// together; and where a single one takes longer, the forests of the second street (what follows from some lines of the first) in groups.
///
/// The cut depends on the game alone, never on the number of workers, since sums are added up part by part.
struct ResponseCost {
  /// Forests of the second street that a task takes together.
  struct Group {
    fileprivate(set) var forests: [Int]
    /// The place of the first root among the deal nodes of the root's street.
    let leaf: Int
    /// Numbers of value rows worked out behind one board of the third street, for both players.
    fileprivate(set) var numbers: Double
  }

  private static let planes = EvaluationKernel<Float>.planes

  /// Every forest of the second street is in one.
  let groups: [Group]
  private let game: VectorGame
  private let rules: GameRules
  private let limits: ResponseLimits
  /// Width of a row.
  private let width: Int

  /// - Parameter game: with the forests of all streets.
  init(_ game: VectorGame, _ rules: GameRules, _ limits: ResponseLimits) {
    (self.game, self.rules, self.limits) = (game, rules, limits)
    width = Int(game.boards[0].hands0.stride)
    var groups: [Group] = [], leaf = 0
    for forest in game.forests.indices where game.forests[forest].level == 1 {
      let child = Int(game.forests[forest].childForest), numbers = child < 0 ? 0 : Self.numbers(game, rules, child) * Double(width)
      if let last = groups.last, last.numbers + numbers <= limits.numbersPerTask {
        groups[groups.count - 1].forests.append(forest)
        groups[groups.count - 1].numbers += numbers
      } else {
        groups.append(Group(forests: [forest], leaf: leaf, numbers: numbers))
      }
      leaf += Int(game.forests[forest].rootCount)
    }
    self.groups = groups
  }

  /// Deals of a street that follow a board of the street before.
  static func deals(_ rules: GameRules, _ level: Int) -> Int {
    binomial(rules.deck.cards.count - rules.boardCards(onStreet: level - 1), rules.streets[level].boardCards)
  }

  /// Value rows that a forest and all below it work out on one board, for both players.
  private static func numbers(_ game: VectorGame, _ rules: GameRules, _ forest: Int) -> Double {
    let entry = game.forests[forest], child = Int(entry.childForest)
    let own = Double(2 * planes * Int(entry.nodeCount))
    return child < 0 ? own : own + Double(deals(rules, Int(entry.level) + 1)) * numbers(game, rules, child)
  }

  /// So many boards of the third street, cut into tasks of about equal size.
  func parts(_ group: Group, boards: Int) -> [Range<Int>] {
    guard boards > 0, group.numbers > 0 else { return [] }
    let most = max(1, Int(min(Double(boards), limits.numbersPerTask / group.numbers)))
    let count = (boards + most - 1) / most
    return (0..<count).map { boards * $0 / count..<boards * ($0 + 1) / count }
  }

  /// Parts of a group on the deal that has most.
  private func mostParts(_ group: Group) -> [Range<Int>] { rules.streets.count > 2 ? parts(group, boards: Self.deals(rules, 2)) : [] }

  /// Numbers that a part of a group leaves behind.
  func sums(_ group: Group) -> Int { group.forests.reduce(0) { $0 + Self.sums(game.forests[$1], width: width) } }

  /// Numbers that a part leaves behind in a forest: a row of each plane and player a deal node.
  static func sums(_ forest: Forest, width: Int) -> Int { 2 * planes * Int(forest.leafCount) * width }

  /// Room for the tasks of a batch, for so many deals: all, if they are not many.
  func taskRoom(deals: Int) -> Int {
    let parts = groups.map { mostParts($0).count }
    return max(parts.max() ?? 0, min(limits.tasks, deals * parts.reduce(0, +)))
  }

  /// Room for the sums of a batch, likewise.
  func sumRoom(deals: Int) -> Int {
    let sums = groups.map { mostParts($0).count * self.sums($0) }
    return max(sums.max() ?? 0, min(limits.sums, deals * sums.reduce(0, +)))
  }

  /// Bytes that a worker takes for the largest task.
  var workerBytes: Int {
    guard let largest = groups.flatMap({ mostParts($0).map(\.count) }).max() else { return 0 }
    var boards = 2, onStreet = largest
    for level in 2..<rules.streets.count {
      boards += onStreet
      if level + 1 < rules.streets.count { onStreet *= Self.deals(rules, level + 1) }
    }
    return Self.bytes(game, rules, boards: boards, passes: 1)
  }

  /// Bytes that evaluating some boards takes: the boards, while they are made, rows for a forest of each street in so many passes, and its strategies.
  static func bytes(_ game: VectorGame, _ rules: GameRules, boards: Int, passes: Int) -> Int {
    var rows = 0, strategies = 0
    for level in rules.streets.indices {
      rows += passes * RowCounts(game.forests, level: level).total(planes: planes)
      strategies += game.forests.filter { Int($0.level) == level }.map { Int($0.actions[0] + $0.actions[1]) }.max() ?? 0
    }
    let width = Int(game.boards[0].hands0.stride)
    return boards * 2 * width * bytesPerHand + rows * width * MemoryLayout<Double>.stride + strategies * width * MemoryLayout<Float>.stride
  }

  /// Bytes of a hand on a board: its arrays while they grow, in the image, and its bucket.
  private static let bytesPerHand = 60
}
