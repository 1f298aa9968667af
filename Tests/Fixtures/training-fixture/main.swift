// A program for the tests of Training: a worker that runs the tasks of solves, and a process that may write only so many bytes to a file.
//
//     training-fixture __worker
//     training-fixture __abort <file> <task> <n>   a worker that aborts in the n-th, n+1st and n+2nd attempt at the tasks of an index
//     training-fixture __abort-within <file> <share> <n>   a worker that aborts in a task that it has taken, three times from the n-th attempt at a share on
//     training-fixture __raise <file> <task> <n>   a worker that raises an error in the n-th
//     training-fixture __frail <file>          a worker that is killed at random moments of its tasks
//         the file, 4 KiB of zeros at first, counts the attempts of all workers by index
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
  let job = VectorJob(tree: tree, ranges: nil, discount: DiscountSchedule(.linear, name: "linear"), storage: .f64, workers: 0)
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

/// A worker that does something before each task, and before each task of a share.
struct Disturbed: WorkerHandler {
  var handler = TrainingHandler()
  let before: (WorkerTask) throws -> Void
  var within: (WorkerTask) -> Void = { _ in }

  mutating func attach(_ segment: SharedMemory, id: UInt32) throws { try handler.attach(segment, id: id) }
  mutating func detach(id: UInt32) throws { try handler.detach(id: id) }
  mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    try before(task)
    guard let runner = handler.shareRunner(task) else { return try handler.run(task) }
    var share = runner.share(Int(task.index))
    while share.runNext({
      within(task)
      runner.run(task: $0)
    }) {}
    return .zero
  }
}

struct Raised: Error, CustomStringConvertible {
  let description = "it was told to fail"
}

/// Attempts at the tasks of each index, by all workers that share the file.
final class Attempts {
  private let counts: UnsafeMutablePointer<UInt8>

  init(_ path: String) {
    let bytes = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, open(path, O_RDWR), 0)
    guard let bytes, bytes != MAP_FAILED else { exit(3) }
    counts = bytes.assumingMemoryBound(to: UInt8.self)
  }

  /// Counts one more.
  func next(_ index: UInt32) -> Int {
    counts[Int(index) % 4096] &+= 1
    return Int(counts[Int(index) % 4096])
  }
}

/// Dies within 1.5 ms of a task's beginning, in it or behind it: of every sixth task that any worker begins, and not of a worker's first. A death behind a task is
/// blamed on the one that waits; before the next death that one is begun and done.
func dieSometimes(_ attempts: Attempts) -> (WorkerTask) -> Void {
  var isFirst = true
  return { _ in
    var timer = itimerval()
    if attempts.next(0).isMultiple(of: 6), !isFirst { timer.it_value.tv_usec = .init(Int.random(in: 1...1500)) }
    isFirst = false
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    #else
      setitimer(ITIMER_REAL, &timer, nil)
    #endif
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  switch arguments.first {
  case "__worker": WorkerProcess.run(TrainingHandler())
  case "__abort" where arguments.count == 4, "__raise" where arguments.count == 4:
    let attempts = Attempts(arguments[1]), index = UInt32(arguments[2]), first = Int(arguments[3]) ?? 0, raises = arguments[0] == "__raise"
    WorkerProcess.run(
      Disturbed { task in
        guard task.index == index else { return }
        let attempt = attempts.next(task.index)
        if raises, attempt == first { throw Raised() }
        guard !raises, first..<first + 3 ~= attempt else { return }
        signal(SIGABRT, SIG_DFL)
        abort()
      })
  case "__abort-within" where arguments.count == 4:
    let attempts = Attempts(arguments[1]), share = UInt32(arguments[2]) ?? 0, first = Int(arguments[3]) ?? 0, aborts: UInt32 = 4095
    var isDue = false
    WorkerProcess.run(
      Disturbed(
        before: { task in isDue = task.index == share && attempts.next(share) >= first },
        within: { _ in
          guard isDue, attempts.next(aborts) <= 3 else { return }
          signal(SIGABRT, SIG_DFL)
          abort()
        }))
  case "__frail" where arguments.count == 2: WorkerProcess.run(Disturbed(before: dieSometimes(Attempts(arguments[1]))))
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
