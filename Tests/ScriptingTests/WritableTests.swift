import Foundation
import Testing

@testable import Scripting

/// Where scripts may write.
@Suite("Folders that scripts may write to")
struct WritableTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("writable-\(UUID().uuidString)").path

  @Test("below the folders, and nowhere else, however the path is written")
  func paths() throws {
    let files = FileManager.default
    try files.createDirectory(atPath: folder + "/in/deep", withIntermediateDirectories: true)
    try files.createDirectory(atPath: folder + "/out", withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: folder + "/in/link", withDestinationPath: folder + "/out")
    try files.createSymbolicLink(atPath: folder + "/door", withDestinationPath: folder + "/in")
    try files.createSymbolicLink(atPath: folder + "/in/shortcut", withDestinationPath: "deep")
    try files.createSymbolicLink(atPath: folder + "/in/missing", withDestinationPath: "../out/not-yet")
    try files.createSymbolicLink(atPath: folder + "/in/round", withDestinationPath: "round")
    defer { try? files.removeItem(atPath: folder) }
    let writable = WritableFolders([folder + "/in"])
    func isAllowed(_ path: String) -> Bool { (try? writable.check(folder + path, "solver:save")) != nil }
    for path in ["/in/a.hls", "/in/new/er/a.hls", "/in/deep/../a.hls", "/door/a.hls", "/in", "/in/..a", "/in/shortcut/../a.hls", "/in/./a.hls"] { #expect(isAllowed(path), "\(path)") }
    for path in [
      "/out/a.hls", "/in/../out/a.hls", "/in/link/a.hls", "/in/link/new/a.hls", "/inner/a.hls", "/in/deep/../../a.hls", "", "/in/link/../a.hls", "/in/missing", "/in/round/a.hls",
      "/in/new/../../a.hls",
    ] {
      #expect(!isAllowed(path), "\(path)")
    }
  }

  @Test("saving, exporting and run folders ask; a check asks too")
  func calls() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let rule = "is outside of the folders that a script may write to (the current one, the script's, and those of HOLDEM_OUTPUT): add its folder to HOLDEM_OUTPUT, or run with --trust"
    for isChecking in [false, true] {
      for (script, place) in [
        ("solver():save '/x/a.hls'", "solver:save: \"/x/a.hls\""), ("solver():export '/x/a.json'", "solver:export: \"/x/a.json\""),
        ("holdem.solver(job { folder = '/x/a' })", "holdem.solver: folder: \"/x/a\""),
        ("holdem.solver { game = holdem.leduc(), method = holdem.mccfr() }:save '/x/b'", "solver:save: \"/x/b\""),
      ] {
        let outcome = run(script, isChecking: isChecking, adjust: { $0.writable = WritableFolders([folder]) })
        #expect(outcome.message == "script.lua:2: \(place) \(rule)")
      }
    }
    let allowed = run("solver():save '\(folder)/new/a.hls' assert(holdem.load '\(folder)/new/a.hls')", adjust: { $0.writable = WritableFolders([folder]) })
    #expect(allowed.message == "")
  }
}
