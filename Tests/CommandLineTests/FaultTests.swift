import Foundation
import Testing

/// Signals at the worst moments. What is left behind is looked for by a mark in the environment of every process that was started.
@Suite("Signals and crashes", .serialized)
struct FaultTests {
  private static let run =
    turnSpot + """
      local solver = turn { workers = math.tointeger(arg[1]), on_iteration = function(run) print(run.iteration) end }
      local result = solver:run { iterations = math.tointeger(arg[2]) }
      print("after", result.stopped, result.iterations == solver.iterations, solver:exploitability() > 0)
      print("fingerprint " .. solver:fingerprint())
      """

  private func start(workers: Int, iterations: Int) throws -> Program {
    try Program(["-q", "script.lua", "\(workers)", "\(iterations)"], script: Self.run)
  }

  private func fingerprint(_ program: Program) -> Substring? {
    program.output.split(separator: "\n").last { $0.hasPrefix("fingerprint ") && $0.count == 28 }
  }

  private func isUnderWay(_ program: Program, iteration: Int = 2) -> Bool {
    program.wait(until: { program.output.contains("\n\(iteration)\n") || !program.process.isRunning }) && program.process.isRunning
  }

  @Test("the same fingerprint with 0, 1, 2 and 8 workers, and after kills of workers at random moments")
  func sameBytes() throws {
    var prints: [Int: Substring] = [:]
    for workers in [0, 1, 2, 8] {
      let program = try start(workers: workers, iterations: 40)
      #expect(program.status() == 0, "\(program.errors)")
      prints[workers] = fingerprint(program)
      #expect(program.isAllGone())
    }
    #expect(prints[0] != nil && Set(prints.values).count == 1, "\(prints)")

    for workers in [1, 2] {
      // Where the machine does other things the program may be over before it was killed twice; then once more.
      var losses = 0
      for _ in 0..<10 where losses < 2 {
        let program = try start(workers: workers, iterations: 40)
        killWorkers(of: program)
        #expect(program.status() == 0, "\(program.errors)")
        losses = program.errors.components(separatedBy: "was lost and replaced").count - 1
        #expect(fingerprint(program) == prints[0])
        #expect(program.isAllGone())
      }
      #expect(losses >= 2)
    }
  }

  @Test("a signal that comes while the program does its share of the work costs it the share, and is told; another ends it", arguments: [1, 2])
  func ownShare(workers: Int) throws {
    let script =
      turnSpot + """
        local solver = turn { workers = math.tointeger(arg[1]), on_iteration = function(run) print(run.iteration) end,
          on_worker_lost = function(run, loss) print("lost", run.workers_lost, loss.reason, loss.task ~= nil) end }
        local result = solver:run { iterations = 60 }
        print("fingerprint " .. solver:fingerprint())
        """
    func start(_ workers: Int) throws -> Program {
      // Swift would print a page about each crash.
      try Program(["-q", "script.lua", "\(workers)"], script: script, environment: ["SWIFT_BACKTRACE": "enable=no"])
    }
    let quiet = try start(0)
    #expect(quiet.status() == 0)
    // Most of its time the program does its share. Between two passes the signal ends it, as it does any program.
    var survivors = 0
    for attempt in 0..<40 where survivors < 2 {
      let program = try start(workers), signal = attempt.isMultiple(of: 2) ? SIGSEGV : SIGBUS
      _ = isUnderWay(program)
      usleep(.random(in: 0...20000))
      kill(program.pid, signal)
      let status = program.status(), isLost = program.output.contains("\nlost\t1\tended by signal \(signal)\t")
      #expect(program.isAllGone())
      guard isLost else {
        #expect(status == 128 + signal || status == 0, "\(program.errors)")
        continue
      }
      survivors += 1
      #expect(status == 0 && fingerprint(program) != nil && fingerprint(program) == fingerprint(quiet), "\(program.errors)")
      #expect(
        program.errors == "holdem-lua: warning: the program's own share of the work was cut off and goes to its workers from now on: ended by signal \(signal)\n")
    }
    #expect(survivors == 2)
  }

  /// Kills four times one of a program's workers, at random moments some iterations apart: kills that leave no worker the time for a single task would
  /// rightly end the run.
  private func killWorkers(of program: Program) {
    guard isUnderWay(program) else { return }
    var kills = 0
    while kills < 4, program.process.isRunning {
      usleep(.random(in: 0...20000))
      if let victim = program.workers.randomElement(), kill(victim, SIGKILL) == 0 { kills += 1 }
      let length = program.output.count
      _ = program.wait(until: { program.output.count > length + 2 || !program.process.isRunning })
    }
  }

  @Test("an interrupt finishes the iteration; the script goes on; status 128 + signal; nobody is left", arguments: [SIGINT, SIGTERM, SIGHUP])
  func interrupt(_ signal: Int32) throws {
    let program = try start(workers: 2, iterations: 1_000_000)
    #expect(isUnderWay(program))
    #expect(program.workers.count == 2)
    kill(program.pid, signal)
    #expect(program.status() == 128 + signal)
    #expect(program.output.contains("after\tinterrupted\ttrue\ttrue"), "\(program.output) \(program.errors)")
    #expect(fingerprint(program) != nil)
    #expect(program.errors.contains("interrupted: finishing"))
    #expect(program.isAllGone())
  }

  /// A terminal that goes away says so twice: the run ends with its checkpoint all the same.
  @Test("hang-ups are as good as one")
  func hangUps() throws {
    let program = try start(workers: 2, iterations: 1_000_000)
    #expect(isUnderWay(program))
    for _ in 0..<3 { kill(program.pid, SIGHUP) }
    #expect(program.status() == 128 + SIGHUP)
    #expect(program.output.contains("after\tinterrupted\ttrue\ttrue") && program.isAllGone())
  }

  /// What a shell prints, which knows the program as `$0` and has `script.lua` in its folder.
  private func printed(by command: String, script: String) throws -> String {
    let place = try Program(["--version"], script: script)
    _ = place.status()
    let shell = Process(), out = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", command, Program.executable.path]
    shell.currentDirectoryURL = place.folder
    shell.standardOutput = out
    try shell.run()
    let text = try out.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }

  /// As nohup has it, and a shell of what it starts in the background.
  @Test("a signal that the program was started with ignored is none", arguments: ["INT", "HUP"])
  func ignored(_ signal: String) throws {
    let script = "local s = require 'holdem'.solver { game = require 'holdem'.kuhn(), on_iteration = function(run) if run.iteration == 1 then print 'go' end end } s:run { seconds = 1.5 } print 'end'"
    let text = try printed(by: "trap '' \(signal); \"$0\" -q script.lua & sleep 0.7; kill -\(signal) $!; wait $!; echo status $?", script: script)
    #expect(text == "go\nend\nstatus 0\n")
  }

  @Test("a reader that has seen enough does not end a run, whose status tells of it")
  func lostReader() throws {
    let script =
      "local s = require 'holdem'.solver { game = require 'holdem'.kuhn(), folder = 'run', on_iteration = function(run) print(run.iteration) end } s:run { iterations = 3000 }"
    let text = try printed(by: "{ \"$0\" -q script.lua 2>&1 >&3; echo status $? >&4; } 3>&1 4>status | head -1; ls run; cat status", script: script)
    #expect(text == "1\niteration-000003000.checkpoint\nmetrics.jsonl\nscript-as-run.lua\nstatus 141\n")
  }

  @Test("an interrupt without workers, too")
  func interruptAlone() throws {
    let program = try start(workers: 0, iterations: 1_000_000)
    #expect(isUnderWay(program))
    kill(program.pid, SIGINT)
    #expect(program.status() == 130)
    #expect(program.output.contains("after\tinterrupted\ttrue\ttrue"))
  }

  @Test("an interrupt ends Lua that does not end by itself", arguments: [SIGINT, SIGTERM])
  func interruptLua(_ signal: Int32) throws {
    let program = try Program(["-q", "script.lua"], script: "print(1)\nwhile true do pcall(function() while true do end end) end")
    #expect(program.wait(until: { program.output == "1\n" }))
    kill(program.pid, signal)
    #expect(program.status(within: 15) == 128 + signal)
    #expect(program.errors.contains("holdem-lua: script.lua:2: the script was interrupted"), "\(program.errors)")
  }

  @Test("a second interrupt leaves at once, whatever the script does")
  func interruptTwice() throws {
    let script = turnSpot + "turn { workers = 2, on_iteration = function(run) print(\"\\n2\"); while true do end end }:run { iterations = 5 }"
    let program = try Program(["-q", "script.lua"], script: script)
    #expect(isUnderWay(program))
    kill(program.pid, SIGINT)
    #expect(program.wait(until: { program.errors.contains("interrupted") }))
    #expect(program.process.isRunning)
    kill(program.pid, SIGINT)
    #expect(program.status(within: 20) == 130)
    #expect(program.isAllGone())
  }

  /// A job with a folder: interrupted, killed with its coordinator, and resumed under other numbers of workers.
  private static let folderRun =
    turnSpot + """
      local solver = turn { workers = math.tointeger(arg[1]), folder = arg[2], schedule = { checkpoint = 3, evaluate = 10 },
        on_iteration = function(run) print(run.iteration) end }
      local result = solver:run { iterations = math.tointeger(arg[3]) }
      print("after", result.stopped, result.iterations)
      print("fingerprint " .. solver:fingerprint())
      """

  @Test("a run that is interrupted, and another that is killed, go on with --resume to the same bytes", arguments: [SIGTERM, SIGKILL])
  func resume(_ signal: Int32) throws {
    let scratch = try Program(["--version"], script: Self.folderRun)
    _ = scratch.status()
    let folder = scratch.folder.appendingPathComponent("run").path
    // Programs run in folders of their own: this one is not theirs.
    let output = ["HOLDEM_OUTPUT": scratch.folder.path]
    let first = try Program(["-q", "script.lua", "2", folder, "1000000"], script: Self.folderRun, environment: output)
    #expect(isUnderWay(first, iteration: 7))
    kill(first.pid, signal)
    #expect(first.status() == 128 + signal)
    #expect(first.isAllGone())
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted(), checkpoints = files.filter { $0.hasSuffix(".checkpoint") }
    // A program that is killed between the writing of one and the removal of another leaves three.
    #expect((signal == SIGKILL ? 2...3 : 2...2).contains(checkpoints.count) && files.allSatisfy { !$0.hasSuffix(".part") }, "\(files)")
    let reached = try #require(checkpoints.last.flatMap { Int($0.filter(\.isNumber)) })
    #expect(reached >= 6)

    let last = "\(reached + 12)"
    let refused = try finished(["-q", "script.lua", "2", folder, last], script: Self.folderRun, environment: output)
    #expect(refused.status == 1 && refused.program.errors.contains("holds checkpoints up to iteration"), "\(refused.program.errors)")
    let (status, second) = try finished(["--resume", "script.lua", "1", folder, last], script: Self.folderRun, environment: output)
    #expect(status == 0 && second.errors.contains("resumed from \"\(folder)/iteration-"), "\(second.errors)")
    #expect(second.output.contains("after\titerations\t\(last)\n") && !second.output.contains("\n6\n"))
    let whole = try start(workers: 0, iterations: reached + 12)
    #expect(whole.status() == 0)
    #expect(fingerprint(second) != nil && fingerprint(second) == fingerprint(whole))
    #expect(second.isAllGone())
  }

  @Test("--resume with nothing to resume says so")
  func nothingToResume() throws {
    let (status, program) = try finished(["--resume", "script.lua", "0", "run", "40"], script: Self.folderRun)
    #expect(status == 0 && program.errors.contains("no checkpoint in \"run\": the run starts from the beginning"), "\(program.errors)")
    let (other, folderless) = try finished(["-q", "--resume", "script.lua", "0", "1"], script: Self.run)
    #expect(other == 0 && folderless.errors.contains("--resume: the solver of a holdem.spot has no `folder`"), "\(folderless.errors)")
  }

  @Test("workers end with a coordinator that is killed, and no memory stays")
  func coordinatorKilled() throws {
    let before = segments()
    let program = try start(workers: 2, iterations: 1_000_000)
    #expect(isUnderWay(program))
    #expect(program.workers.count == 2)
    kill(program.pid, SIGKILL)
    #expect(program.status() == 128 + SIGKILL)
    #expect(program.isAllGone())
    #expect(segments().subtracting(before).isEmpty)
  }

  /// Named shared memory of this program.
  private func segments() -> Set<String> {
    Set(((try? FileManager.default.contentsOfDirectory(atPath: "/dev/shm")) ?? []).filter { $0.contains("holdem") })
  }
}
