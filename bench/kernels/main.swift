// Times the kernels of vector CFR on one core, with rows as a river of the benchmark's spot A has them: 180 hands against 262, 3 actions, 16 rows a sweep.
// `scripts/bench --kernels` runs it; its options are those of swift-benchmark (`--filter showdown`, `--help`).

import Benchmark
import CFR
import CKernels

print("instruction set: \(String(cString: hl_instruction_set()))")

Benchmark.main([
  decisions(Float.self, "f32"), decisions(Int16.self, "16-bit"), decisions(Double.self, "f64"),
  showdowns(Float.self, "f32"), showdowns(Double.self, "f64"),
])
