// The program that the tests of Workers start: as a worker, good or bad, or as a coordinator that is to be killed.

import CShims
import Workers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a line at once.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
}

switch CommandLine.arguments.dropFirst().first {
case "__worker":
  WorkerProcess.run(FixtureHandler())

case "__exit":
  exit(3)

case "__silent":
  while true { pause() }

case "__impostor":
  var hello = shims_message()
  hello.magic = 0x6B72_6F77
  hello.version = 1
  hello.kind = 1
  hello.words.0 = 12345
  _ = withUnsafeBytes(of: &hello) { write(Int32(shims_worker_socket), $0.baseAddress, $0.count) }
  while true { pause() }

case "coordinator":
  // Two workers: one that loops for ever, one that is done and idle.
  let pool = try WorkerPool(count: 2, launch: WorkerLaunch(arguments: ["__worker"]))
  pool.progress = (.milliseconds(100), { done, _ in if done == 1 { say("busy") } })
  for pid in pool.processIDs { say("worker \(pid)") }
  try pool.run(Batch(kind: FixtureTask.loop.rawValue, argument: 0, count: 2)) { _, _ in }

case "interrupt":
  let monitor = try InterruptMonitor(notice: "noticed\n")
  say("ready")
  while !monitor.isInterrupted { usleep(1000) }
  say("interrupted \(monitor.exitStatus)")
  while true { pause() }

case "faults":
  // Survives two signals, then gets the one that is named, by a fault where that is how it comes.
  let number = CommandLine.arguments.last.flatMap { Int32($0) } ?? SIGSEGV
  signal(number) {
    say("heard \($0)")
    exit(100 + $0)
  }
  for first in [SIGSEGV, SIGABRT, 0] {
    var number = first
    say("survived \(shims_survive({ if let number = $0?.load(as: Int32.self), number != 0 { raise(number) } }, &number))")
  }
  switch number {
  case SIGABRT: abort()
  case SIGSEGV: if mmap(nil, 1 << 16, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0)?.load(as: UInt8.self) == 1 { exit(99) }
  default: raise(number)
  }

case "waiting":
  // Two workers, one of them busy for a minute; nothing else happens.
  let pool = try WorkerPool(count: 2, launch: WorkerLaunch(arguments: ["__worker"]))
  try pool.run(Batch(kind: FixtureTask.compute.rawValue, count: 10)) { _, _ in }
  for pid in pool.processIDs { say("worker \(pid)") }
  say("waiting")
  try pool.run(Batch(kind: FixtureTask.sleep.rawValue, argument: 60_000, count: 1)) { _, _ in }

case "cycles":
  try cycles(Int(CommandLine.arguments.last ?? "") ?? 200)

case "measure":
  try measure()

default:
  say("this program is started by the tests")
  exit(64)
}
