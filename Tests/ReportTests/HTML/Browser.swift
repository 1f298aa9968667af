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

  /// What a reader does.
  enum Step {
    /// Clicks the first element that a selector finds.
    case click(String)
    /// Waits until the page shows a line.
    case line(String)
    /// Changes the address to a line.
    case go(String)
    case type(String)
    case key(String)
    /// Takes down what is to be seen.
    case read

    var json: [String: Any] {
      switch self {
      case .click(let selector): ["click": selector]
      case .line(let line): ["line": line]
      case .go(let line): ["go": line]
      case .type(let text): ["type": text]
      case .key(let key): ["key": key]
      case .read: ["read": true]
      }
    }
  }

  /// What was seen at each `read`.
  struct Sight: Decodable {
    var line: String
    /// Texts by kind of figure, by action, seat, hand.
    var actions: [String: [String: String]]
    var ranges: [String: [String: String]]
    var hands: [String: [String: String]]
    var order: [String]
    var cells: [String: String]
    var combos: [String]
    var problem: String
    var notes: String
    var spot: String
    var picks: [String]
    var points: Int
    var unnamed: Int
    var overflow: Int
    var width: Int
    var paper: String
    var focus: String
  }

  private struct Outcome: Decodable {
    var seen: [Sight]
    var problems: [String]
  }

  struct Failure: Error { var problem: String }

  /// Opens a report from the disk, does the steps, and returns what was seen.
  ///
  /// - Parameter phone: whether to show it in a frame of 390 pixels.
  /// - Throws: `Failure` for errors of the page, of its console, or of the browser.
  static func visit(_ html: String, _ steps: [Step], phone: Bool = false) throws -> [Sight] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let list = String(decoding: try JSONSerialization.data(withJSONObject: steps.map(\.json)), as: UTF8.self)
    let harness = try String(contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("harness.js"), encoding: .utf8)
    let listener =
      "<script>const problems = []; addEventListener('error', event => problems.push(event.message)); addEventListener('unhandledrejection', event => problems.push(String(event.reason))); for (const kind of ['error', 'warn']) console[kind] = (...words) => problems.push(words.join(' '));</script>"
    // A frame is a page of its own: it hands its result over.
    let tail =
      "<script>const STEPS = \(list);\n\(harness)</script>"
      + (phone ? "<script>setInterval(() => { const found = document.getElementById('results'); if (found) parent.postMessage(found.textContent, '*'); }, 20);</script>" : "")
    let page = html.replacing("<head>", with: "<head>" + listener).replacing("</body>", with: tail + "</body>")
    let file = folder.appendingPathComponent("report.html")
    try page.write(to: file, atomically: false, encoding: .utf8)
    var opened = file
    if phone {
      opened = folder.appendingPathComponent("frame.html")
      try
        "<!doctype html><body><iframe src=\"report.html\" width=\"390\" height=\"844\"></iframe><script>addEventListener('message', event => { if (document.getElementById('results')) return; const result = document.createElement('pre'); result.id = 'results'; result.textContent = event.data; document.body.append(result); });</script></body>"
        .write(to: opened, atomically: false, encoding: .utf8)
    }
    let dom = try run(opened, folder: folder)
    guard let packed = dom.firstMatch(of: /<pre id="results">([^<]*)<\/pre>/), let data = Data(base64Encoded: String(packed.1)) else {
      throw Failure(problem: "the page left no results: \(dom.suffix(300))")
    }
    let outcome = try JSONDecoder().decode(Outcome.self, from: data)
    guard outcome.problems.isEmpty else { throw Failure(problem: outcome.problems.joined(separator: "; ")) }
    return outcome.seen
  }

  /// The page after its scripts are done, as text.
  private static func run(_ page: URL, folder: URL) throws -> String {
    let process = Process(), output = folder.appendingPathComponent("dom")
    try Data().write(to: output)
    process.executableURL = URL(fileURLWithPath: path!)
    // Virtual time runs as fast as the page lets it, and ends when nothing is left to do: no test waits for the clock.
    process.arguments =
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
        "--user-data-dir=\(folder.path)/profile", "--window-size=1280,900", "--virtual-time-budget=60000",
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
