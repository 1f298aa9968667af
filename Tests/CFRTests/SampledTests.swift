import Abstraction
import CFR
import Game
import Testing
import Glibc

@Suite struct SampledTests {
  @Test func leduc() throws {
    for b in [1, 14, 28, 64, 512] {
      let solve = try SampledSolve(.leduc(), traversals: b)
      let clock = ContinuousClock()
      let start = clock.now
      print("B", b, "tasks", solve.plan.layout.tasks, "chunks", solve.plan.layout.chunks, "sets", solve.plan.informationSets, "nodes/t", solve.plan.nodesPerTraversal)
      for k in [100_000, 1_000_000] {
        while solve.solver.traversals < k { try solve.iterate(); if solve.solver.iterations < 5 { fputs("\(solve.solver.traversals) \(solve.solver.nodes)\n", stderr) } }
        fputs("x\n", stderr); print(solve.solver.traversals, solve.solver.nodes, clock.now - start, try solve.exploitability(), solve.solver.fingerprint)
      }
    }
  }
}
