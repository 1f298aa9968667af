/// Modules and what they depend on, as Package.swift declares and as the README says.
struct ModuleMap {
  /// Names of targets and products by module.
  var dependencies: [String: Set<String>] = [:]

  /// A module's dependencies and theirs.
  func closure(of module: String) -> Set<String> {
    let direct = dependencies[module] ?? []
    return direct.reduce(into: direct) { if dependencies[$1] != nil { $0.formUnion(closure(of: $1)) } }
  }

  /// Reads the targets of Package.swift, tests left out.
  static func declared() throws -> ModuleMap {
    let manifest = try Checkout.text("Package.swift").replacing(/\/\/.*/, with: "")
    var map = ModuleMap()
    for start in manifest.matches(of: /\.(?:target|executableTarget|systemLibrary)\(/) {
      let body = balanced(manifest[start.range.upperBound...])
      guard !body.contains("path: \"Tests/"), let name = body.firstMatch(of: /name: "([^"]+)"/) else { continue }
      let list = body.firstMatch(of: /dependencies: \[/).map { body[$0.range.upperBound...] } ?? ""
      let entries = list.prefix { $0 != "]" }
      let products = entries.matches(of: /\.product\(name: "([^"]+)"/).map { String($0.1) }
      let targets = entries.replacing(/\.product\([^)]*\)/, with: "").matches(of: /"([^"]+)"/).map { String($0.1) }
      map.dependencies[String(name.1)] = Set(products + targets)
    }
    return map
  }

  /// Reads the table of modules in a page: name, dependencies, purpose.
  static func documented(in page: String) throws -> ModuleMap {
    var map = ModuleMap()
    for row in try Checkout.text(page).matches(of: /(?m)^\| `([A-Za-z-]+)` \|([^|]*)\|[^|]+\|$/) {
      map.dependencies[String(row.1)] = Set(row.2.matches(of: /`([^`]+)`/).map { String($0.1) })
    }
    return map
  }

  /// The text up to the parenthesis that closes one opened before it.
  private static func balanced(_ text: Substring) -> Substring {
    var depth = 1
    return text.prefix { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth > 0
    }
  }
}
