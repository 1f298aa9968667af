/// A report as one HTML file without anything outside it: style, head, chunks, then the script that reads them. Written from front to back.
struct ReportPage {
  private let write: (String) throws -> Void

  /// Writes all that comes before the chunks.
  init(_ head: ReportHead, to write: @escaping (String) throws -> Void) throws {
    self.write = write
    let parts = Self.text(PackageResources.page_html).components(around: ["<!--TITLE-->", "<!--STYLE-->", "<!--DATA-->"])
    try write(parts[0] + xmlText(head.title) + parts[1])
    try write("<style>\n" + Self.text(PackageResources.page_css) + "</style>" + parts[2])
    try write("<script type=\"application/json\" id=\"head\">\(try head.json())</script>\n")
    rest = parts[3]
  }

  private let rest: String

  /// Adds a chunk.
  func add(_ chunk: ReportChunk, board: Int, root: Int) throws { try write(chunk.element(board: board, root: root)) }

  /// Writes the script and the end.
  func finish() throws {
    let scripts = [
      PackageResources.cards_js, PackageResources.data_js, PackageResources.view_js, PackageResources.path_js, PackageResources.grid_js,
      PackageResources.panel_js, PackageResources.hands_js, PackageResources.chart_js, PackageResources.main_js,
    ]
    try write("<script>\n\"use strict\";\n(() => {\n" + scripts.map(Self.text).joined(separator: "\n") + "})();\n</script>" + rest)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
  /// The pieces before, between and after some marks that follow each other.
  fileprivate func components(around marks: [String]) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    for mark in marks {
      let range = rest.firstRange(of: mark)!
      pieces.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return pieces + [String(rest)]
  }
}
