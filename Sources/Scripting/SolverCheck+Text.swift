import CFR
import Report

extension SolverCheck {
  public func text(style: TextStyle, width: Int, available: Int) -> String {
    TreeListing(tree, depth: 4, lineLimit: 60).text(style: style, width: width) + "\n\n"
      + price.text(style: style, width: width, memoryLimit: min(job.memoryLimit ?? .max, available)) + "\n"
      + "method \(method), \(job.workers) worker\(job.workers == 1 ? "" : "s"), \(price.tasks) tasks a pass\n" + warningLines
  }
}

extension SampledCheck {
  public func text(style: TextStyle, width: Int, available: Int) -> String {
    TreeListing(tree, depth: 3, lineLimit: 60).text(style: style, width: width) + "\n\n"
      + plan.text(style: style, width: width, memoryLimit: min(memoryLimit ?? .max, available)) + "\n"
      + "method mccfr, \(sampling.rawValue) sampling, \(workers) worker\(workers == 1 ? "" : "s"), \(plan.layout.tasks) tasks an iteration\n" + warningLines
  }
}
