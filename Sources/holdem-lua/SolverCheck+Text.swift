import Report
import Scripting
import Workers

extension SolverCheck {
  /// The tree, the price and the notes, for `holdem-lua check`.
  func text(style: TextStyle, width: Int) -> String {
    var text = TreeListing(tree, depth: 4, lineLimit: 60).text(style: style, width: width) + "\n\n"
    text += price.text(style: style, width: width, memoryLimit: min(memoryLimit ?? .max, MachineMemory.current().available)) + "\n"
    text += "method \(method), \(workers) worker\(workers == 1 ? "" : "s"), \(price.tasks) tasks a pass\n"
    let shown = tree.notes.prefix(20)
    for note in shown { text += "note: \(note)\n" }
    if tree.notes.count > shown.count { text += "note: ... and \(tree.notes.count - shown.count) more\n" }
    return text
  }
}
