import Abstraction
import Foundation
import Testing

@testable import Training

/// A writer of a table of buckets that is killed, or runs out of disk, at any moment: there is a whole table in the folder or none, and none that is not whole
/// is ever used.
@Suite struct BucketFaultTests {
  private let scratch: Scratch
  private let folder: CacheFolder
  private let recipe = BucketRecipe(boardCards: 0, buckets: 5, feature: .percentile)

  init() throws {
    scratch = try Scratch()
    folder = CacheFolder(path: scratch.path("cache"))
  }

  /// Writes a table whose content tells `buckets`.
  private func write(_ buckets: Int, limit: String = "-", to folder: CacheFolder? = nil) throws -> (status: Int32, output: String) {
    try execute(fixturePath, ["table", (folder ?? self.folder).path, "\(buckets)", limit])
  }

  /// What the whole table in the folder tells, as a builder finds it; nil where there is none.
  private func found(in folder: CacheFolder? = nil) -> Int? {
    let folder = folder ?? self.folder
    guard BucketBuilder(crew: makeCrew(), workers: 0, folder: folder).known(recipe) != nil else { return nil }
    return (try? BucketTable(path: folder.file(recipe.fileName))).map { Int($0.head.quality.equityExplained) }
  }

  private func names(in folder: CacheFolder? = nil) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: (folder ?? self.folder).path)
  }

  #if os(Linux)
    /// A new table, and one that takes the place of another.
    @Test(arguments: [nil, 3])
    func killedAtEverySystemCall(_ before: Int?) throws {
      let killer = (fixturePath as NSString).deletingLastPathComponent + "/kill-at-call"
      var stops = 0, status: Int32 = 137, kinds: Set<Int?> = []
      while status == 137, stops < 1000 {
        try? FileManager.default.removeItem(atPath: folder.path)
        if let before { #expect(try write(before).status == 0) }
        stops += 1
        status = try execute(killer, ["\(stops)", fixturePath, "table", folder.path, "4", "-"]).status
        let seen = found()
        #expect(seen == before || seen == 4, "killed at stop \(stops)")
        kinds.insert(seen)
      }
      #expect(status == 0 && stops > 10, "\(stops) stops")
      #expect(kinds == [before, 4])
    }

    /// A file system that is really full, where the test may make one.
    @Test(.enabled(if: getuid() == 0 && (try? Tmpfs(pages: 4)) != nil))
    func aFullDisk() throws {
      for isFull in [true, false] {
        let disk = try Tmpfs(pages: 3)
        let folder = CacheFolder(path: disk.path)
        if isFull { try Data(repeating: 1, count: 3 * 4096).write(to: URL(fileURLWithPath: folder.file("filler"))) }
        let before = try names(in: folder)
        let (status, output) = try write(4, to: folder)
        #expect(status == (isFull ? 1 : 0))
        if isFull { #expect(output.contains("No space left on device"), "\(output)") }
        #expect(found(in: folder) == (isFull ? nil : 4))
        #expect(try names(in: folder).count == before.count + (isFull ? 0 : 1))
      }
    }
  #endif

  @Test func aFolderThatCannotBeWrittenIsToldOfBeforeTheWork() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.path("file")))
    let folder = CacheFolder(path: scratch.path("file") + "/cache")
    var builder = BucketBuilder(crew: makeCrew(), workers: 0, folder: folder), isAtWork = false
    builder.onProgress = { _ in isAtWork = true }
    #expect(message { _ = try builder.table(self.recipe) } == "cannot create \"\(folder.path)\": Not a directory")
    #expect(!isAtWork)
    // One that can be written has nothing in it before the table.
    builder = BucketBuilder(crew: makeCrew(), workers: 0, folder: self.folder)
    builder.onProgress = { _ in
      isAtWork = true
      #expect((try? self.names()) == [])
    }
    _ = try builder.table(recipe)
    #expect(isAtWork && found() != nil)
  }

  /// A write fails after any number of bytes: the old table stays, or there is none.
  @Test(arguments: [nil, 3]) func noRoom(_ before: Int?) throws {
    if let before { #expect(try write(before).status == 0) }
    // How long the new table is.
    let probe = CacheFolder(path: scratch.path("probe"))
    #expect(try write(4, to: probe).status == 0)
    let whole = try Data(contentsOf: URL(fileURLWithPath: probe.file(recipe.fileName))).count
    for limit in [0, 1, 8, 100, whole - 178, whole - 177, whole - 9, whole - 8, whole - 1] {
      let (status, output) = try write(4, limit: "\(limit)")
      #expect(status == 1 && output.contains("File too large"), "\(limit): \(output)")
      #expect(found() == before)
      #expect(try names().count == (before == nil ? 0 : 1))
    }
  }

  /// What lies under a table's name but is not that table is not used: it is built anew, as an interrupt in the middle of that shows.
  @Test func foreignFilesAreBuiltAnew() throws {
    #expect(try write(4).status == 0)
    let path = folder.file(recipe.fileName), url = URL(fileURLWithPath: path)
    let whole = try Data(contentsOf: url)
    func isBuiltAnew() -> Bool {
      var asked = 0
      let builder = BucketBuilder(
        crew: makeCrew(), workers: 0, folder: folder,
        isInterrupted: {
          asked += 1
          return true
        })
      do {
        _ = try builder.table(recipe)
        return false
      } catch TrainingError.interrupted { return asked > 0 } catch {
        Issue.record("\(error)")
        return false
      }
    }
    #expect(!isBuiltAnew())
    // Damaged, cut short, empty, another file, another recipe's table under this name, a folder.
    var damaged = whole
    damaged[whole.count - 20] ^= 1
    for bytes in [damaged, whole.prefix(whole.count - 1), Data(), Data("#!/bin/sh\n".utf8), Data(repeating: 0, count: 4096)] {
      try bytes.write(to: url)
      #expect(found() == nil && isBuiltAnew())
    }
    var other = recipe
    other.seed = 2
    let head = BucketTableHead(
      recipe: other, hands: 169, bucketBytes: 1, quality: BucketQuality(equityExplained: 9, empty: 0, tiny: 0), shares: [], equities: [])
    let name = try [UInt8](repeating: 0, count: 169).withUnsafeBytes { try BucketTableWriter(folder: folder).write(head, table: $0) }
    try FileManager.default.removeItem(at: url)
    try FileManager.default.moveItem(atPath: folder.file(name.file), toPath: path)
    #expect(found() == nil && isBuiltAnew())
    try FileManager.default.removeItem(at: url)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    #expect(found() == nil && isBuiltAnew())
    try FileManager.default.removeItem(at: url)
    try whole.write(to: url)
    #expect(found() == 4 && !isBuiltAnew())
  }
}
