import Workers

/// Prints what the pool costs: `workers-fixture measure`, in a release build.
func measure() throws {
  let clock = ContinuousClock()
  let launch = WorkerLaunch(arguments: ["__worker"])
  let starts = try (0..<5).map { _ in
    var pool: WorkerPool?
    let time = try clock.measure { pool = try WorkerPool(count: 8, launch: launch) }
    let stop = clock.measure { pool?.shutdown() }
    return (time, stop)
  }
  say("start of 8 workers: \(starts.map(\.0).sorted()[2]), idle stop: \(starts.map(\.1).sorted()[2])")

  let single = try WorkerPool(count: 1, launch: launch)
  let one = Batch(kind: FixtureTask.compute.rawValue, count: 1)
  let trips = try (0..<20_000).map { _ in try clock.measure { try single.run(one) { _, _ in } } }.sorted()
  say("round trip: median \(trips[10_000]), 99 % within \(trips[19_800])")

  for (workers, depth) in [(1, 2), (2, 1), (2, 2), (2, 4), (2, 16), (8, 2)] {
    let pool = try WorkerPool(count: workers, launch: launch, options: WorkerPoolOptions(queueDepth: depth))
    let many = Batch(kind: FixtureTask.compute.rawValue, count: 100_000)
    let time = try (0..<3).map { _ in try clock.measure { try pool.run(many) { _, _ in } } }.min() ?? .zero
    say("\(workers) workers, \(depth) queued: \(Int(100_000 / (time / .seconds(1)))) tasks/s")
  }
}
