import Foundation
import Testing

@testable import Training

/// What a file held stays whole until the new content is; nothing is left beside it.
@Suite struct AtomicFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: scratch.path(name), encoding: .utf8) }

  private func write(_ text: String, to path: String) throws {
    var file = try AtomicFile(path)
    try file.write(text)
    try file.commit()
  }

  @Test func appearsWhole() throws {
    let long = String(repeating: "0123456789abcdef", count: 200_000)
    try write("old", to: scratch.path("file"))
    var file = try AtomicFile(scratch.path("file"))
    try file.write(long)
    try Array("-end".utf8).withUnsafeBytes { try file.write($0) }
    #expect(try text("file") == "old", "nothing changes before commit")
    try file.commit()
    #expect(try text("file") == long + "-end")
    #expect(try scratch.names == ["file"])
  }

  @Test func isGoneWhenGivenUp() throws {
    try write("old", to: scratch.path("file"))
    do {
      var file = try AtomicFile(scratch.path("file"))
      try file.write(String(repeating: "x", count: 3 << 20))
      #expect(try text("file") == "old")
    }
    #expect(try scratch.names == ["file"])
    #expect(try text("file") == "old")
  }

  #if os(Linux)
    @Test func hasNoNameUntilItIsWhole() throws {
      var file = try AtomicFile(scratch.path("file"))
      try file.write(String(repeating: "x", count: 3 << 20))
      #expect(try scratch.names == [])
      try file.commit()
      #expect(try scratch.names == ["file"])
    }
  #endif

  @Test func makesTheFolders() throws {
    try write("deep", to: scratch.path("a/b/c/file"))
    #expect(try text("a/b/c/file") == "deep")
  }

  @Test func aPathThroughAFile() throws {
    try write("old", to: scratch.path("file"))
    #expect(message { try write("new", to: scratch.path("file/below")) } == "cannot write \"\(scratch.path("file/below"))\": Not a directory")
    #expect(message { try write("new", to: scratch.path("file/a/b")) } == "cannot create \"\(scratch.path("file/a"))\": Not a directory")
    #expect(try text("file") == "old")
    #expect(try scratch.names == ["file"])
  }

  @Test func aFolderInThePlace() throws {
    try write("inside", to: scratch.path("folder/file"))
    #expect(message { try write("new", to: scratch.path("folder")) }?.hasPrefix("cannot replace \"\(scratch.path("folder"))\"") == true)
    #expect(try scratch.names == ["folder"])
    #expect(try text("folder/file") == "inside")
  }

  @Test(arguments: [0, 1, 100, 1000])
  func aDiskThatFillsUp(_ bytes: Int) throws {
    let trainer = try TestGame.kuhn.trainer()
    try trainer.iterate(5)
    try SolveFile(scratch.path("solve")).save(trainer)
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.path("solve")))
    #expect(before.count > bytes)
    let run = try execute(fixturePath, ["save", scratch.path("solve"), "\(bytes)"])
    #expect(run.status == 1)
    #expect(run.output == "cannot write \"\(scratch.path("solve"))\": File too large\n")
    #expect(try scratch.names == ["solve"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path("solve"))) == before)
    #expect(try SolveFile(scratch.path("solve")).load(crew: makeCrew(), workers: 0).solver.fingerprint == trainer.solver.fingerprint)
  }

  @Test func theFixtureSavesWhereThereIsRoom() throws {
    #expect(try execute(fixturePath, ["save", scratch.path("solve"), "1000000"]).status == 0)
    #expect(try SolveFile(scratch.path("solve")).load(crew: makeCrew(), workers: 0).solver.iterations == 0)
  }
}
