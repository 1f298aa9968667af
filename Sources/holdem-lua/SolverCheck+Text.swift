import CFR
import Report
import Scripting
import Workers

extension SolverCheck {
  /// The tree, the price and the warnings, for `holdem-lua check`.
  func text(style: TextStyle, width: Int) -> String {
    var text = TreeListing(tree, depth: 4, lineLimit: 60).text(style: style, width: width) + "\n\n"
    text += price.text(style: style, width: width, memoryLimit: min(job.memoryLimit ?? .max, MachineMemory.current().available)) + "\n"
    text += "method \(method), \(job.workers) worker\(job.workers == 1 ? "" : "s"), \(price.tasks) tasks a pass\n"
    let warnings = warnings, shown = warnings.prefix(20)
    for warning in shown { text += "note: \(warning)\n" }
    if warnings.count > shown.count { text += "note: ... and \(warnings.count - shown.count) more\n" }
    return text
  }
}

extension SampledCheck {
  /// The tree, the price and the notes, for `holdem-lua check`.
  func text(style: TextStyle, width: Int) -> String {
    var text = TreeListing(tree, depth: 3, lineLimit: 60).text(style: style, width: width) + "\n\n"
    text += plan.text(style: style, width: width, memoryLimit: min(memoryLimit ?? .max, MachineMemory.current().available)) + "\n"
    text += "method mccfr, \(sampling.rawValue) sampling, \(workers) worker\(workers == 1 ? "" : "s"), \(plan.layout.tasks) tasks an iteration\n"
    for note in tree.notes.prefix(20) { text += "note: \(note)\n" }
    if tree.notes.count > 20 { text += "note: ... and \(tree.notes.count - 20) more\n" }
    return text
  }
}
