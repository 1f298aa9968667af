import Foundation
import Testing

@testable import Lua

@Suite("require")
struct RequireTests {
  /// A folder with these files, removed when the test ends.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

    init(_ files: [String: String]) throws {
      for (name, text) in files {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private func failure(_ folder: Folder, _ state: LuaState, _ file: String = "main.lua") throws -> String {
    let error = #expect(throws: LuaError.self) { try state.run(file: folder.path + "/" + file) }
    return error?.description.replacing(folder.path, with: "DIR") ?? ""
  }

  @Test func filesAreFoundInOrderAndLoadedOnce() throws {
    let folder = try Folder([
      "main.lua":
        "local a, b = require 'a.b', require 'a.b' return a == b, a.n, require 'lib', require 'nothing', ({...})[1], count",
      "a/b.lua": "#!x\ncount = (count or 0) + 1 return {n = ...}",
      "lib.lua": "return 'script folder'", "more/lib.lua": "return 'library'", "more/nothing.lua": "",
    ])
    let state = try makeState { $0.searchFolders = [folder.path + "/more"] }
    #expect(
      try state.run(file: folder.path + "/main.lua", arguments: ["x"]) == [
        true, "a.b", "script folder", true, "x", 1,
      ])
  }

  @Test func whatIsNotFoundListsWhereItWasSought() throws {
    let folder = try Folder(["main.lua": "\nrequire 'x.y'"])
    #expect(
      try failure(folder, makeState { $0.searchFolders = [folder.path + "/lib/"] }) == """
        DIR/main.lua:2: module 'x.y' not found; tried:
          DIR/x/y.lua: No such file or directory
          DIR/lib/x/y.lua: No such file or directory
        """)
  }

  @Test(arguments: ["../x", "/etc/passwd", "a..b", "", ".a", "a/b", "a\\0b"])
  func namesCannotLeaveTheFolders(name: String) throws {
    let folder = try Folder(["main.lua": "require '\(name)'"])
    #expect(try failure(folder, makeState()).contains("is not a module's name"))
  }

  @Test func circlesAreShown() throws {
    let folder = try Folder([
      "main.lua": "require 'a'", "a.lua": "require 'b'", "b.lua": "\nrequire 'c'", "c.lua": "return require 'b'",
    ])
    #expect(try failure(folder, makeState()) == "DIR/c.lua:1: modules require each other in a circle: b -> c -> b")
  }

  @Test func aFailedFileCanBeRequiredAgain() throws {
    let folder = try Folder([
      "main.lua": "local ok = pcall(require, 'a') fixed = true return ok, require 'a'",
      "a.lua": "if not fixed then error 'not yet' end return 'now'",
    ])
    #expect(try makeState().run(file: folder.path + "/main.lua") == [false, "now"])
  }

  @Test func errorsNameTheRequiredFile() throws {
    let folder = try Folder([
      "main.lua": "\nrequire 'bad'", "bad.lua": "x = = 1",
    ])
    #expect(try failure(folder, makeState()).hasPrefix("DIR/main.lua:2: cannot load module 'bad': "))
  }

  @Test func callbacksSeeTheRequiredFilesLine() throws {
    let state = try makeState()
    try state.register(module: "place", functions: ["where": { [.string($0.location?.description ?? "")] }])
    let place = try Folder([
      "main.lua": "return require 'sub.inner'", "sub/inner.lua": "\n\nreturn require 'place'.where()",
    ])
    #expect(try state.run(file: place.path + "/main.lua") == [.string(place.path + "/sub/inner.lua:3")])
  }

  @Test func hostModulesComeFirstAndCannotBeShadowed() throws {
    let folder = try Folder(["main.lua": "return require 'host'.value", "host.lua": "return {value = 'file'}"])
    let state = try makeState()
    try state.register(module: "host", functions: [:], values: ["value": "host"])
    #expect(try state.run(file: folder.path + "/main.lua") == ["host"])
  }
}
