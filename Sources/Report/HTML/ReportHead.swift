import Abstraction
import Cards
import Foundation
import Game

/// All of a report but the chunks: what was solved and how, hands, boards, the betting tree, the evaluations. JSON in the page; see docs/REPORTS.md.
struct ReportHead: Encodable {
  /// A seat, and what it can hold.
  struct Player: Encodable {
    var name: String
    /// Chips behind when the game begins.
    var stack: Double
    /// Of the whole range, where they are known: equity (0 ... 1), expected chips, what a best response would gain.
    var equity: Double?
    var value: Double?
    var gain: Double?
    /// Cards such as `AhKh`, or classes such as `AKs` where suits do not matter.
    var hands: [String]
    var weights: [Double]
  }

  /// An evaluation on the way.
  struct Evaluation: Encodable {
    var iteration: Int
    var seconds: Double?
    var exploitability: Double
  }

  var format = "holdem-lua report"
  var version = 1
  var program: String
  var title: String
  var players: [Player]
  var board: [String]
  /// Chips: the pot at the root, the big blind if there is one.
  var pot: Double
  var bigBlind: Double?
  /// Whether values are in the unit of a utility and not in chips.
  var isUtility: Bool
  /// `combo` or `hand`.
  var noun: String
  var method: String
  var iterations: Int
  var seconds: Double?
  /// In chips, and as a share of the pot.
  var exploitability: Double?
  var exploitabilityShare: Double?
  /// What the exploitability is called where it is something else: `local best response`.
  var measure: String?
  var facts: [Fact]
  var notes: [String]
  var streets: [Street]
  /// The last street that is embedded.
  var through: Int
  var bits: Int
  /// Whether decisions have combos, EVs and equities besides their strategy.
  var hasValues: Bool
  /// Each suit permutation that leaves everything as it is: the images of c, d, h, s.
  var symmetry: [[Int]]
  var boards: Boards
  var nodes: Nodes
  var evaluations: [Evaluation] = []

  /// A line of the table of what was solved.
  struct Fact: Encodable {
    var name: String
    var text: String
  }

  struct Street: Encodable {
    var name: String
    /// Cards dealt when it begins.
    var cards: Int
  }

  /// The boards that were solved, in columns: the board above, and the cards dealt since.
  struct Boards: Encodable {
    var parent: [Int] = []
    var cards: [String] = []
  }

  /// The betting tree, in columns.
  struct Nodes: Encodable {
    /// 0 decision, 1 deal, 2 fold, 3 showdown, 4 all-in and showdown.
    var kind: [Int] = []
    var player: [Int] = []
    var street: [Int] = []
    var parent: [Int] = []
    var first: [Int] = []
    var count: [Int] = []
    var label: [String] = []
    var name: [String] = []
    /// What colours an action: -3 fold, -2 check or call, -1 all-in, else from 0 (the smallest size) to 1 (the largest).
    var tone: [Double] = []
    /// Chips.
    var pot: [Double] = []
    /// Chips that each seat has put in, blinds and antes included.
    var paid: [[Double]] = []
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // No text can end the element that holds it.
    return String(decoding: try encoder.encode(self), as: UTF8.self).replacing("<", with: "\\u003C")
  }
}

extension ReportHead.Nodes {
  /// The nodes of a tree on the streets up to `through`, numbered anew.
  ///
  /// - Returns: the columns, and for each node of the tree its number, or -1.
  static func of(_ tree: BettingTree, through: Int, where isKept: (Int) -> Bool = { _ in true }) -> (ReportHead.Nodes, numbers: [Int]) {
    var numbers = Array(repeating: -1, count: tree.nodes.count), count = 0
    for (index, node) in tree.nodes.enumerated() where Int(node.street) <= through && isKept(index) {
      numbers[index] = count
      count += 1
    }
    var columns = ReportHead.Nodes()
    var paid = Array(repeating: [Chips](), count: tree.nodes.count)
    var tones = Array(repeating: -2.0, count: tree.nodes.count)
    let start = BettingState(tree.rules)
    for (index, node) in tree.nodes.enumerated() {
      paid[index] = node.parent < 0 ? (0..<tree.players).map { start.contributed[$0] } : paid[Int(node.parent)]
      if node.parent >= 0, tree.nodes[Int(node.parent)].kind == .decision {
        paid[index][Int(tree.nodes[Int(node.parent)].player)] += node.pot - tree.nodes[Int(node.parent)].pot
      }
      guard numbers[index] >= 0 else { continue }
      if node.kind == .decision {
        for (child, action) in zip(node.children, NodeAction.all(at: index, of: tree, hands: [])) { tones[child] = action.kind.tone }
      }
      let first = node.childCount > 0 ? numbers[Int(node.firstChild)] : -1
      columns.kind.append(tree.isAllIn(index) ? 4 : node.kind.code)
      columns.player.append(Int(node.player))
      columns.street.append(Int(node.street))
      columns.parent.append(node.parent < 0 ? -1 : numbers[Int(node.parent)])
      columns.first.append(first)
      columns.count.append(first < 0 ? 0 : Int(node.childCount))
      columns.label.append(tree.label(index))
      columns.name.append(tree.actionName(index))
      columns.tone.append(tones[index])
      columns.pot.append(tree.chips(node.pot))
      columns.paid.append(paid[index].map(tree.chips))
    }
    return (columns, numbers)
  }
}

extension BettingNode.Kind {
  fileprivate var code: Int {
    switch self {
    case .decision: 0
    case .deal: 1
    case .fold: 2
    case .showdown: 3
    }
  }
}

extension NodeAction.Kind {
  /// See `ReportHead.Nodes.tone`.
  var tone: Double {
    switch self {
    case .fold: -3
    case .passive: -2
    case .allIn: -1
    case .size(let rank, let count): count > 1 ? Double(rank) / Double(count - 1) : 0.5
    }
  }
}
