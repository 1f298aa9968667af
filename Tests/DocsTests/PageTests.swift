import Foundation
import Testing

/// Links and named files lead somewhere.
struct PageTests {
  @Test(arguments: Checkout.pages)
  func linksLeadSomewhere(_ page: String) throws {
    let text = try Checkout.text(page)
    let headings = Set(text.matches(of: /(?m)^#+ (.+)$/).map { anchor(String($0.1)) })
    let folder = Checkout.url(page).deletingLastPathComponent()
    for link in text.matches(of: /\]\(([^)\s]+)\)/) {
      let target = String(link.1)
      if target.hasPrefix("http") { continue }
      if target.hasPrefix("#") {
        #expect(headings.contains(String(target.dropFirst())), "\(page): \(target)")
      } else {
        let path = target.prefix { $0 != "#" }
        #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(String(path)).path), "\(page): \(target)")
      }
    }
  }

  /// As GitHub makes anchors of headings.
  private func anchor(_ heading: String) -> String {
    heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }.replacing(" ", with: "-")
  }

  /// Files that the pages name as code exist.
  @Test(arguments: Checkout.pages)
  func namedFilesExist(_ page: String) throws {
    for name in try Checkout.text(page).matches(of: /`((?:Sources|Tests|scripts|examples|abstractions|docs)\/[A-Za-z0-9_+.\/-]+)`/) {
      #expect(FileManager.default.fileExists(atPath: Checkout.url(String(name.1)).path), "\(page): \(name.1)")
    }
  }

  /// Every fault that the page of promises names has a test of that name.
  @Test func namedTestsExist() throws {
    let sources = try Checkout.files(in: "Tests", extension: "swift").map(Checkout.text).joined()
    let rows = try Checkout.text("docs/POOL.md").split(separator: "\n").filter { $0.hasPrefix("| ") && $0.split(separator: "|").count == 3 }
    let names = rows.dropFirst().compactMap { $0.split(separator: "|").last }.flatMap { $0.matches(of: /`([A-Za-z]+)`/).map { String($0.1) } }
    #expect(names.count > 30)
    for name in names { #expect(sources.contains("func \(name)("), "\(name)") }
  }
}
