import Foundation
import Testing

/// The man page names what the program knows.
struct ManTests {
  /// The page without the marks of roff.
  private func page() throws -> String { try Checkout.text("man/holdem-lua.1").replacing("\\-", with: "-").replacing(/\\f[BIR]/, with: "") }

  @Test func everyCommandAndOption() throws {
    let program = try Program(), page = try page()
    let help = try program.run(["--help"]).output
    let list = try #require(help.components(separatedBy: "SUBCOMMANDS:").last)
    let commands = list.matches(of: /(?m)^  ([a-z]+)/).map { String($0.1) }.filter { $0 != "help" }
    #expect(commands.count >= 6)
    for command in commands where command != "run" { #expect(page.contains(".B \(command)\n"), "\(command)") }
    for command in commands {
      for option in try program.run(["help", command]).output.matches(of: /--[a-z]+/) { #expect(page.contains(option.0), "\(command) \(option.0)") }
    }
  }

  @Test func everyVariableOfTheEnvironment() throws {
    let page = try page(), scripting = try Checkout.text("SCRIPTING.md")
    let sources = try Checkout.files(in: "Sources", extension: "swift").map(Checkout.text).joined()
    let own = Set(sources.matches(of: /"(HOLDEM_[A-Z]+)"/).map { String($0.1) })
    #expect(own.count >= 3)
    for name in own { #expect(page.contains(name) && scripting.contains(name), "\(name)") }
  }
}
