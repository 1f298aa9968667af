import CFR
import Cards
import Report

extension ScriptCheck {
  /// For people: the tree, the price, the warnings.
  ///
  /// - Parameters:
  ///   - number: of the solver in its script, from 1; those after the first have a heading.
  ///   - known: trees that were listed already, as text; they are not listed again.
  ///   - available: bytes that the machine has.
  public func text(number: Int = 1, known: inout Set<String>, style: TextStyle, width: Int, available: Int) -> String {
    let board = tree.rules.board.map(\.description).joined()
    let heading = number > 1 ? "\nsolver \(number)\(board.isEmpty ? "" : ", board \(board)")\n" : ""
    let listing = listing(style: style, width: width)
    let tree = known.insert(listing).inserted ? listing : "the tree is one of those above"
    return heading + tree + "\n\n" + cost(style: style, width: width, available: available) + warningLines
  }
}

extension SolverCheck {
  public func listing(style: TextStyle, width: Int) -> String { TreeListing(tree, depth: 4, lineLimit: 60).text(style: style, width: width) }

  public func cost(style: TextStyle, width: Int, available: Int) -> String {
    price.text(style: style, width: width, memoryLimit: min(job.memoryLimit ?? .max, available)) + "\n"
      + "method \(method), \(job.workers) worker\(job.workers == 1 ? "" : "s"), \(price.tasks) task\(price.tasks == 1 ? "" : "s") a pass\n"
  }
}

extension SampledCheck {
  public func listing(style: TextStyle, width: Int) -> String { TreeListing(tree, depth: 3, lineLimit: 60).text(style: style, width: width) }

  public func cost(style: TextStyle, width: Int, available: Int) -> String {
    plan.text(style: style, width: width, memoryLimit: min(memoryLimit ?? .max, available)) + "\n"
      + "method mccfr, \(sampling.rawValue) sampling, \(workers) worker\(workers == 1 ? "" : "s"), \(plan.layout.tasks) task\(plan.layout.tasks == 1 ? "" : "s") an iteration\n"
  }
}
