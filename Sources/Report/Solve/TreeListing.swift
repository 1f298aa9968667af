import Abstraction
import Game

/// The betting tree as an indented list: each action's label and words, the pot after it, and what comes next.
public struct TreeListing: Sendable {
  public let tree: BettingTree
  /// The node to begin at.
  public let root: Int
  /// How many actions deep the list goes.
  public let depth: Int
  /// No more nodes than this are listed.
  public let lineLimit: Int

  public init(_ tree: BettingTree, from root: Int = 0, depth: Int, lineLimit: Int = 200) {
    precondition(tree.nodes.indices.contains(root), "the tree has no such node")
    self.tree = tree
    self.root = root
    self.depth = depth
    self.lineLimit = lineLimit
  }

  /// The list; a line ends in `...` where the tree goes on below, and `... n more` says how many nodes the limit left out.
  public func text(style: TextStyle, width: Int) -> String {
    let width = max(width, narrowestWidth)
    var entries: [(node: Int, depth: Int)] = []
    let total = visit(root, 0, &entries)
    var texts = entries.map { (label: label($0.node, $0.depth), pot: tree.chipText(pot($0.node)), next: next($0.node, $0.depth)) }
    let potWidth = texts.reduce(3) { max($0, $1.pot.count) }
    let nextWidth = texts.reduce(4) { max($0, $1.next.count) }
    let room = max(8, width - potWidth - nextWidth - 4)
    if texts.contains(where: { $0.label.count > room }) {
      // The labels say it all; words are for those who have room.
      for (i, entry) in entries.enumerated() { texts[i].label = label(entry.node, entry.depth, hasWords: false) }
    }
    let labelWidth = min(texts.reduce(4) { max($0, $1.label.count) }, room)
    func line(_ label: String, _ pot: String, _ next: String) -> String {
      "\(label.cut(to: labelWidth).padded(to: labelWidth))  \(pot.rightAligned(to: potWidth))  \(next)".cut(to: width)
    }
    var lines = [style.bold(line("line", "pot", "next"))]
    lines += texts.map { line($0.label, $0.pot, $0.next) }
    if total > entries.count { lines.append("... \(countText(total - entries.count)) more") }
    return lines.joined(separator: "\n")
  }

  /// Lists a node and those below it, depth first, as far as the limits go.
  ///
  /// - Returns: how many nodes there are down to the depth, listed or not.
  private func visit(_ node: Int, _ level: Int, _ entries: inout [(node: Int, depth: Int)]) -> Int {
    if entries.count < lineLimit { entries.append((node, level)) }
    guard level < depth else { return 1 }
    return actions(node).reduce(1) { $0 + visit($1, level + 1, &entries) }
  }

  /// The nodes that the next actions lead to; a deal on the way is passed through.
  private func actions(_ node: Int) -> Range<Int> {
    let entry = tree.nodes[node]
    guard entry.childCount > 0 else { return 0..<0 }
    return entry.kind == .deal ? actions(Int(entry.firstChild)) : entry.children
  }

  private func label(_ node: Int, _ level: Int, hasWords: Bool = true) -> String {
    let indent = String(repeating: "  ", count: level)
    if node == 0 { return "root" }
    return level == 0 ? tree.line(node) : indent + tree.label(node) + (hasWords ? "  \(tree.actionName(node))" : "")
  }

  private func pot(_ node: Int) -> Chips { tree.nodes[node].pot }

  /// Who acts, which street is dealt, or how the hand ends.
  private func next(_ node: Int, _ level: Int) -> String {
    let entry = tree.nodes[node]
    let seat = tree.seatTitle(Int(entry.player))
    let text =
      switch entry.kind {
      case .decision: "\(seat) acts"
      case .fold: "\(seat) wins"
      case .showdown: tree.isCheckedDown(node) ? "checked down" : tree.isAllIn(node) ? "all-in, showdown" : "showdown"
      case .deal: dealt(node)
      }
    return level == depth && entry.childCount > 0 ? text + " ..." : text
  }

  /// `turn, OOP acts`.
  private func dealt(_ node: Int) -> String {
    let first = tree.nodes[Int(tree.nodes[node].firstChild)]
    return "\(tree.rules.streets[Int(first.street)].name), \(tree.seatTitle(Int(first.player))) acts"
  }
}
