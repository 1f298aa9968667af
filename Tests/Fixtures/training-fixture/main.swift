// A program for the tests of Training: a worker that runs the tasks of solves, and a process that may write only so many bytes to a file.
//
//     training-fixture __worker
//     training-fixture save <path> <bytes>     saves a solve of Kuhn poker; prints the error, if there is one

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

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "__worker": WorkerProcess.run(TrainingHandler())
case "save" where arguments.count == 3:
  var limit = rlimit()
  limit.rlim_max = rlim_t(arguments[2]) ?? 0
  limit.rlim_cur = limit.rlim_max
  // Beyond the limit a write fails with an error, as on a full disk; without this the signal would end the process.
  signal(SIGXFSZ, SIG_IGN)
  do {
    let tree = try BettingTreeBuilder.build(.kuhn(), BetAbstraction(.none))
    let job = VectorJob(tree: tree, ranges: nil, discount: DiscountSchedule(.linear, name: "linear"), scalarBytes: 8, workers: 0)
    let trainer = try VectorTrainer(job, crew: WorkerCrew(launch: WorkerLaunch(arguments: []), logger: Logger(label: "fixture")))
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
      setrlimit(RLIMIT_FSIZE, &limit)
    #endif
    try SolveFile(arguments[1]).save(trainer)
  } catch {
    print(error)
    exit(1)
  }
default: exit(2)
}
