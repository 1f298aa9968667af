import Foundation
import Testing

@testable import Training

/// A folder of checkpoints, for a training that is a number and a text.
@Suite struct CheckpointFolderTests {
  /// Its file is its text and the text's length.
  private final class Note: Checkpointable {
    var iterations = 0
    var text = ""

    func save(to path: String) throws {
      var file = try AtomicFile(path)
      try file.write("\(iterations) \(text.utf8.count) \(text)")
      try file.commit()
    }

    func restore(from path: String) throws {
      guard let data = FileManager.default.contents(atPath: path) else { throw FileError.system(path: path, action: "read", reason: "no") }
      let parts = String(decoding: data, as: UTF8.self).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let iterations = Int(parts[0]), Int(parts[1]) == parts[2].utf8.count else {
        throw FileError.damaged(path: path, problem: "it was cut short")
      }
      guard !parts[2].hasPrefix("other") else { throw FileError.differs(path: path, differences: ["text: other there, own here"]) }
      self.iterations = iterations
      text = String(parts[2])
    }
  }

  private let scratch: Scratch
  private let note = Note()

  init() throws { scratch = try Scratch() }

  private func folder(keep: Int = 2) throws -> CheckpointFolder { try CheckpointFolder(scratch.path("runs/a"), keep: keep) }

  private func save(_ iterations: [Int], in folder: CheckpointFolder) throws {
    for iteration in iterations {
      note.iterations = iteration
      note.text = "text \(iteration)"
      try folder.save(note)
    }
  }

  private func restored(_ folder: CheckpointFolder, warnings: Int = 0) throws -> Note? {
    let fresh = Note()
    var heard: [String] = []
    let found = try folder.restoreNewest(into: fresh) { heard.append($0) }
    #expect(heard.count == warnings && heard.allSatisfy { $0.hasSuffix("the checkpoint before it is tried") }, "\(heard)")
    return found == nil ? nil : fresh
  }

  @Test func keepsTheNewest() throws {
    let folder = try folder(keep: 3)
    #expect(try restored(folder) == nil)
    try save([1, 10, 100, 99999, 1_000_000_000_000], in: folder)
    #expect(try folder.checkpoints.map(\.iteration) == [100, 99999, 1_000_000_000_000])
    #expect(
      try scratch.names(in: "runs/a") == [
        "iteration-000000100.checkpoint", "iteration-000099999.checkpoint", "iteration-1000000000000.checkpoint",
      ])
    #expect(try restored(folder)?.text == "text 1000000000000")
  }

  @Test func aDamagedNewestGivesWayToTheOneBefore() throws {
    let folder = try folder(keep: 3)
    try save([10, 20, 30], in: folder)
    for (iteration, left) in [(30, 20), (20, 10)] {
      let path = try #require(try folder.checkpoints.first { $0.iteration == iteration }).path
      try #require(truncate(path, 7) == 0)
      #expect(try restored(folder, warnings: left == 20 ? 1 : 2)?.iterations == left)
    }
    // What was passed over stays until the training gets there again; what is whole is not removed for its sake.
    try save([25], in: folder)
    #expect(try folder.checkpoints.map(\.iteration) == [10, 20, 25, 30])
    #expect(try restored(folder, warnings: 1)?.text == "text 25")
    try save([30], in: folder)
    #expect(try restored(folder)?.text == "text 30")
  }

  @Test func nothingWholeIsAnErrorAndNoFreshStart() throws {
    let folder = try folder()
    try save([10, 20], in: folder)
    for checkpoint in try folder.checkpoints { try #require(truncate(checkpoint.path, 0) == 0) }
    #expect(message { _ = try folder.restoreNewest(into: Note()) { _ in } }?.contains("000000020.checkpoint\" cannot be used: it was cut short") == true)
  }

  @Test func anotherTrainingIsRefused() throws {
    let folder = try folder()
    try save([10], in: folder)
    note.iterations = 20
    note.text = "other"
    try folder.save(note)
    #expect(message { _ = try folder.restoreNewest(into: Note()) { _ in } }?.hasSuffix("is of another training: text: other there, own here") == true)
  }

  @Test func oneRunAtATime() throws {
    var first: CheckpointFolder? = try folder()
    #expect(message { _ = try self.folder() } == "\"\(scratch.path("runs/a"))\" is in use by another run")
    #expect(first?.keep == 2)
    first = nil
    _ = try folder()
  }

  @Test func whatAKilledWriterLeftIsRemovedAndNothingElse() throws {
    try save([10], in: try folder())
    for name in ["iteration-000000020.checkpoint.4711.part", "notes.txt", "iteration-x.checkpoint"] {
      try Data("half".utf8).write(to: URL(fileURLWithPath: scratch.path("runs/a/\(name)")))
    }
    let again = try folder()
    #expect(try again.checkpoints.map(\.iteration) == [10])
    #expect(try scratch.names(in: "runs/a") == ["iteration-000000010.checkpoint", "iteration-x.checkpoint", "notes.txt"])
  }

  @Test func aFileInThePlaceOfTheFolder() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.path("runs")))
    #expect(message { _ = try self.folder() } == "cannot create \"\(scratch.path("runs/a"))\": Not a directory")
  }
}
