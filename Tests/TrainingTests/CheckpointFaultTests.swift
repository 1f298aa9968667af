import Foundation
import Testing

@testable import Training

/// A writer of checkpoints that is killed, or runs out of disk, at any moment: what was there before is whole.
@Suite struct CheckpointFaultTests {
  /// The checkpoint of Kuhn poker after so many iterations: its bytes in the folder, and what it holds.
  private struct State {
    var bytes: Data
    var fingerprint: UInt64
  }

  private let scratch: Scratch
  private let folder: String
  /// After 3 iterations, and after 6.
  private var states: [Int: State] = [:]

  init() throws {
    scratch = try Scratch()
    folder = scratch.path("run")
    for iterations in [3, 6] {
      #expect(try write(3).status == 0)
      let newest = try #require(try newest())
      states[iterations] = State(bytes: try Data(contentsOf: URL(fileURLWithPath: newest.path)), fingerprint: newest.fingerprint)
    }
  }

  private func write(_ iterations: Int, limit: String = "-", in folder: String? = nil) throws -> (status: Int32, output: String) {
    try execute(fixturePath, ["checkpoint", folder ?? self.folder, "\(iterations)", limit])
  }

  private func newest(in folder: String? = nil) throws -> (iteration: Int, path: String, fingerprint: UInt64)? {
    let trainer = try TestGame.kuhn.trainer(.linear)
    let found = try CheckpointFolder(folder ?? self.folder).restoreNewest(into: trainer) { Issue.record("\($0)") }
    return found.map { ($0.iteration, $0.path, trainer.solver.fingerprint) }
  }

  /// The folder as it is after 3 iterations.
  private func reset() throws {
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try #require(states[3]).bytes.write(to: URL(fileURLWithPath: folder + "/iteration-000000003.checkpoint"))
  }

  /// Whether the newest checkpoint is whole, and nothing else than checkpoints is left.
  private func isWhole(_ allowed: Set<Int>) throws -> Bool {
    guard let found = try newest(), allowed.contains(found.iteration), found.fingerprint == states[found.iteration]?.fingerprint else { return false }
    return try scratch.names(in: "run").allSatisfy { $0.hasSuffix(".checkpoint") }
  }

  #if os(Linux)
    /// The next iteration's checkpoint, and one that replaces a file of the same iteration.
    @Test(arguments: [3, 0])
    func killedAtEverySystemCall(_ iterations: Int) throws {
      let killer = (fixturePath as NSString).deletingLastPathComponent + "/kill-at-call"
      var stops = 0, status: Int32 = 137, kinds: Set<Int> = []
      while status == 137, stops < 1000 {
        try reset()
        stops += 1
        status = try execute(killer, ["\(stops)", fixturePath, "checkpoint", folder, "\(iterations)", "-"]).status
        let isSound = try isWhole([3, 3 + iterations])
        #expect(isSound, "killed at stop \(stops)")
        kinds.insert(try newest()?.iteration ?? -1)
      }
      // Opening, writing, flushing, naming, listing, removing: both halves of each.
      #expect(status == 0 && stops > 20, "\(stops) stops")
      #expect(kinds == [3, 3 + iterations])
    }

    /// A file system that is really full, where the test may make one.
    @Test(.enabled(if: getuid() == 0 && (try? Tmpfs(pages: 4)) != nil))
    func aFullDisk() throws {
      let first = try #require(states[3]).bytes
      let needed = (first.count + 4095) / 4096
      var outcomes: Set<Int32> = []
      for pages in needed...(2 * needed + 4) {
        let disk = try Tmpfs(pages: pages)
        let folder = disk.path + "/run"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try first.write(to: URL(fileURLWithPath: folder + "/iteration-000000003.checkpoint"))
        let (status, output) = try write(3, in: folder)
        outcomes.insert(status)
        if status != 0 { #expect(output.contains("No space left on device"), "\(output)") }
        let found = try #require(try newest(in: folder))
        #expect(found.iteration == (status == 0 ? 6 : 3) && found.fingerprint == states[found.iteration]?.fingerprint)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
      }
      #expect(outcomes == [0, 1])
    }
  #endif

  /// Every write fails in turn, after it has written nothing, one byte, or all but one.
  @Test func noRoomAtEveryWrite() throws {
    let saved = try SavedBytes(scratch.path("run/iteration-000000006.checkpoint"))
    let size = try #require(states[6]).bytes.count
    var ends = [size - 8 - saved.tables.count]
    for run in saved.runs { ends.append(ends[ends.count - 1] + run) }
    for limit in Set(ends.flatMap { [$0 - 1, $0, $0 + 1] } + [0, 1, size - 1]).sorted() where limit < size {
      try reset()
      let (status, output) = try write(3, limit: "\(limit)")
      #expect(status == 1 && output.hasSuffix("iteration-000000006.checkpoint\": File too large\n"), "\(output)")
      let isSound = try isWhole([3])
      #expect(isSound, "\(limit) bytes")
    }
  }
}
