import Foundation
import Testing

/// The first example of the README, whose tree is a real one: solved roughly, with the machine's own number of workers. The other examples are run
/// with the pages that show them.
@Suite("Flop example", .serialized)
struct FlopExampleTests {
  @Test("solves to a rough target, prints both grids, and leaves no worker")
  func solves() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let (status, program) = try finished([root.appendingPathComponent("examples/flop.lua").path, "20%"])
    #expect(status == 0, "\(program.errors)")
    for word in ["OOP", "IP", "exploitability", "root   board Td9d6h", "x-b120   board Td9d6h", "AhKh at the root:"] { #expect(program.output.contains(word), "\(word)") }
    #expect(!program.output.contains("nan"))
    #expect(program.errors.contains("% of the pot"))
    #expect(program.isAllGone())
  }
}
