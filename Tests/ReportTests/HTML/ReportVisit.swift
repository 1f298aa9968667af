/// A reader of a report, in a browser.
enum ReportVisit {
  /// What a reader does.
  enum Step {
    /// Clicks the first element that a selector finds.
    case click(String)
    /// Waits until the page shows a line.
    case line(String)
    /// Changes the address to a line.
    case go(String)
    /// Types into the filter of hands.
    case type(String)
    case key(String)
    /// Takes down what is to be seen.
    case read

    fileprivate var json: [String: Any] {
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
    var title: String
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

  static func visit(_ html: String, _ steps: [Step], phone: Bool = false, dark: Bool = false) throws -> [Sight] {
    try Browser(isPhone: phone, isDark: dark).visit(html, guide: "report-guide.js", steps: steps.map(\.json))
  }
}
