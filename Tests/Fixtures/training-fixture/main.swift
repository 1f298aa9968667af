// A program for the tests of Training: a worker that runs the tasks of solves, and a process that may write only so many bytes to a file.
//
//     training-fixture __worker
//     training-fixture __poison <task>         a worker that aborts in one task of every batch
//     training-fixture save <path> <bytes>     saves a solve of Kuhn poker; prints the error, if there is one
//     training-fixture table <folder> <buckets> <bytes>
//         writes a made-up table of buckets before the flop to a cache folder, between two SIGUSR1; prints the error, if there is one
//     training-fixture checkpoint <folder> <iterations> <bytes>
//         goes on from the folder's newest checkpoint of Kuhn poker and writes the next, between two SIGUSR1; prints the error

import Abstraction
import Game
import Logging
import Training
import Workers

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func kuhn() throws -> VectorTrainer {
  let tree = try BettingTreeBuilder.build(.kuhn(), BetAbstraction(.none))
  let job = VectorJob(tree: tree, ranges: nil, discount: DiscountSchedule(.linear, name: "linear"), scalarBytes: 8, workers: 0)
  return try VectorTrainer(job, crew: WorkerCrew(launch: WorkerLaunch(arguments: []), logger: Logger(label: "fixture")))
}

/// Beyond the limit a write fails with an error, as on a full disk; without the handler the signal would end the process.
func limitFiles(to bytes: String) {
  var limit = rlimit()
  limit.rlim_max = rlim_t(bytes) ?? 0
  limit.rlim_cur = limit.rlim_max
  signal(SIGXFSZ, SIG_IGN)
  #if canImport(Glibc)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  #else
    setrlimit(RLIMIT_FSIZE, &limit)
  #endif
}

struct Poison: WorkerHandler {
  var handler = TrainingHandler()
  let task: UInt32

  init(task: UInt32) { self.task = task }
  mutating func attach(_ segment: SharedMemory, id: UInt32) throws { try handler.attach(segment, id: id) }
  mutating func detach(id: UInt32) throws { try handler.detach(id: id) }
  mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    if task.index == self.task {
      signal(SIGABRT, SIG_DFL)
      abort()
    }
    return try handler.run(task)
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  switch arguments.first {
  case "__worker": WorkerProcess.run(TrainingHandler())
  case "__poison" where arguments.count == 2: WorkerProcess.run(Poison(task: UInt32(arguments[1]) ?? 0))
  case "save" where arguments.count == 3:
    let trainer = try kuhn()
    limitFiles(to: arguments[2])
    try SolveFile(arguments[1]).save(trainer)
  case "table" where arguments.count == 4:
    signal(SIGUSR1) { _ in }
    let buckets = Int(arguments[2]) ?? 1
    let head = BucketTableHead(
      recipe: BucketRecipe(boardCards: 0, buckets: 5, feature: .percentile), hands: 169, bucketBytes: 1,
      quality: BucketQuality(equityExplained: Double(buckets), empty: 0, tiny: 0), shares: [], equities: [])
    if arguments[3] != "-" { limitFiles(to: arguments[3]) }
    raise(SIGUSR1)
    try (0..<169).map { UInt8($0 % buckets) }.withUnsafeBytes {
      _ = try BucketTableWriter(folder: CacheFolder(path: arguments[1])).write(head, table: $0)
    }
    raise(SIGUSR1)
  case "checkpoint" where arguments.count == 4:
    signal(SIGUSR1) { _ in }
    let trainer = try kuhn(), folder = try CheckpointFolder(arguments[1], keep: 1)
    _ = try folder.restoreNewest(into: trainer) { print($0) }
    for _ in 0..<(Int(arguments[2]) ?? 0) { try trainer.iterate() }
    if arguments[3] != "-" { limitFiles(to: arguments[3]) }
    raise(SIGUSR1)
    try folder.save(trainer)
    raise(SIGUSR1)
  default: exit(2)
  }
} catch {
  print(error)
  exit(1)
}
