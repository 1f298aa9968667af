import Foundation
import Testing

@testable import LineEditing

struct LineHistoryTests {
  /// A folder that is gone after the test.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("the newest lines are kept, one line once in a row, blanks not at all")
  func limit() throws {
    try inFolder { folder throws in
      let history = LineHistory(path: folder.appendingPathComponent("history").path, limit: 3)
      #expect(history.load() == [])
      for line in ["one", "two", "two", "", "  ", "a\0b", "a\nb", "three", "one", "four \u{20AC}"] { history.append(line) }
      #expect(history.load() == ["three", "one", "four \u{20AC}"])
      #expect(try String(contentsOfFile: history.path, encoding: .utf8) == "three\none\nfour \u{20AC}\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["history"])
    }
  }

  @Test("sessions at the same time keep each other's lines")
  func together() throws {
    try inFolder { folder throws in
      let path = folder.appendingPathComponent("history").path
      let one = LineHistory(path: path), other = LineHistory(path: path)
      one.append("1")
      other.append("2")
      one.append("3")
      #expect(other.load() == ["1", "2", "3"])
    }
  }

  @Test("what is no file stays what it is, and is not waited for; a link stays one")
  func places() throws {
    try inFolder { folder throws in
      let pipe = folder.appendingPathComponent("pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      for path in [pipe, folder.path, "/dev/null", "/dev/null/history"] {
        let history = LineHistory(path: path)
        history.append("line")
        #expect(history.load() == [])
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pipe"])
      let file = folder.appendingPathComponent("file"), link = folder.appendingPathComponent("link")
      try "old\n".write(to: file, atomically: false, encoding: .utf8)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      LineHistory(path: link.path).append("new")
      #expect(try String(contentsOf: file, encoding: .utf8) == "old\nnew\n")
      #expect(try FileManager.default.attributesOfItem(atPath: link.path)[.type] as? FileAttributeType == .typeSymbolicLink)
    }
  }

  @Test("a file that is no text is read as far as it is one")
  func noise() throws {
    try inFolder { folder throws in
      let file = folder.appendingPathComponent("history")
      try Data([0x61, 0xFF, 0x0A, 0x0A, 0x00, 0x0A, 0x62]).write(to: file)
      let history = LineHistory(path: file.path)
      #expect(history.load() == ["a\u{FFFD}", "b"])
      history.append("c")
      #expect(history.load() == ["a\u{FFFD}", "b", "c"])
    }
  }

  @Test("where the file is")
  func environment() {
    #expect(LineHistory(environment: ["HOLDEM_HISTORY": ""]) == nil)
    #expect(LineHistory(environment: ["HOLDEM_HISTORY": "/a/b", "XDG_STATE_HOME": "/x"])?.path == "/a/b")
    #expect(LineHistory(environment: ["XDG_STATE_HOME": "/x"])?.path == "/x/holdem-lua/history")
    #expect(LineHistory(environment: ["XDG_STATE_HOME": ""])?.path.hasSuffix("/.local/state/holdem-lua/history") == true)
  }
}
