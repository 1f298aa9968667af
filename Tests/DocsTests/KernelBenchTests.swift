import Foundation
import Testing

/// The measurements of docs/KERNELS.md run.
@Suite struct KernelBenchTests {
  @Test func everyKernelIsMeasured() throws {
    let program = URL(fileURLWithPath: try Program().path).deletingLastPathComponent().appendingPathComponent("kernel-bench")
    let process = Process(), output = try TemporaryFile("")
    process.executableURL = program
    process.arguments = ["--iterations", "1", "--warmup-iterations", "0", "--quiet"]
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let text = try output.text()
    for name in ["decision, f32.own regrets", "decision, 16-bit.opponent", "decision, f64.best", "showdown, f32.showdowns of 16 rows", "showdown, f64.edge"] {
      #expect(text.contains(name), "\(text)")
    }
  }
}
