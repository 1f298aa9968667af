import Foundation

/// Headless Chromium, where the machine has it.
struct Browser {
  /// The program; nil where there is none.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"] {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") { return "\(folder)/\(name)" }
    }
    return nil
  }()

  struct Failure: Error { var problem: String }

  /// Whether to show the page in a frame of 390 pixels.
  var isPhone = false
  /// Whether the system asks for dark colours.
  var isDark = false

  /// Opens a page from the disk, does the steps, and returns what was seen at each `{ "read": true }`.
  ///
  /// - Parameters:
  ///   - guide: the script beside this file that knows the page: when it is ready, what is to be seen, and its own kinds of steps.
  ///   - steps: of one key each.
  /// - Throws: `Failure` for errors of the page, of its console, or of the browser.
  func visit<Sight: Decodable>(_ html: String, guide: String, steps: [[String: Any]]) throws -> [Sight] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let list = String(decoding: try JSONSerialization.data(withJSONObject: steps), as: UTF8.self)
    var tail = "<script>const STEPS = \(list);\n\(try Self.script(guide))\n\(try Self.script("harness.js"))</script>"
    // A frame is a page of its own: it hands its result over.
    if isPhone { tail += "<script>\(try Self.script("frame.js"))</script>" }
    let page = html.replacing("<head>", with: "<head><script>\(try Self.script("listener.js"))</script>").replacing("</body>", with: tail + "</body>")
    var opened = folder.appendingPathComponent("page.html")
    try page.write(to: opened, atomically: false, encoding: .utf8)
    if isPhone {
      opened = folder.appendingPathComponent("frame.html")
      let frame = "<!doctype html><body><iframe src=\"page.html\" width=\"390\" height=\"844\"></iframe><script>\(try Self.script("frame.js"))</script></body>"
      try frame.write(to: opened, atomically: false, encoding: .utf8)
    }
    let dom = try run(opened, folder: folder)
    guard let packed = dom.firstMatch(of: /<pre id="results">([^<]*)<\/pre>/), let data = Data(base64Encoded: String(packed.1)) else {
      throw Failure(problem: "the page left no results: \(dom.suffix(300))")
    }
    let outcome = try JSONDecoder().decode(Outcome<Sight>.self, from: data)
    guard outcome.problems.isEmpty else { throw Failure(problem: outcome.problems.joined(separator: "; ")) }
    return outcome.seen
  }

  /// What the harness leaves.
  private struct Outcome<Sight: Decodable>: Decodable {
    var seen: [Sight]
    var problems: [String]
  }

  private static func script(_ name: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name), encoding: .utf8)
  }

  /// The page after its scripts are done, as text.
  private func run(_ page: URL, folder: URL) throws -> String {
    let process = Process(), output = folder.appendingPathComponent("dom")
    try Data().write(to: output)
    process.executableURL = URL(fileURLWithPath: Self.path!)
    // Virtual time runs as fast as the page lets it, and ends when nothing is left to do: no test waits for the clock.
    process.arguments =
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
        "--user-data-dir=\(folder.path)/profile", "--window-size=1280,900", "--virtual-time-budget=60000",
        "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)",
      ] + ["--dump-dom", page.absoluteString]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    // A browser that hangs must end as a failure.
    DispatchQueue.global().asyncAfter(deadline: .now() + 300) { if process.isRunning { process.terminate() } }
    process.waitUntilExit()
    return try String(contentsOf: output, encoding: .utf8)
  }
}
