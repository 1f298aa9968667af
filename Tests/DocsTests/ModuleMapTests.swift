import Testing

/// The map of modules in the README is that of Package.swift, and no source imports a module that its own does not declare.
struct ModuleMapTests {
  @Test func theReadmeShowsThePackage() throws {
    let declared = try ModuleMap.declared(), documented = try ModuleMap.documented(in: "README.md")
    #expect(declared.dependencies.count >= 10)
    #expect(documented.dependencies == declared.dependencies)
  }

  /// Both ways: what is imported is declared, and what is declared is imported.
  @Test func sourcesImportWhatTheirModuleDeclares() throws {
    let map = try ModuleMap.declared()
    // Modules of this package, and products of others.
    let known = Set(map.dependencies.keys).union(map.dependencies.values.joined())
    for (module, allowed) in map.dependencies {
      var imported: Set<String> = []
      for file in Checkout.files(in: "Sources/\(module)", extension: "swift") {
        let lines = try Checkout.text(file).matches(
          of: /(?m)^\s*(?:(?:@\w+|public|package|internal|fileprivate|private)\s+)*import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/)
        for name in lines.map({ String($0.1) }) where known.contains(name) {
          #expect(allowed.contains(name), "\(file) imports \(name)")
          imported.insert(name)
        }
      }
      let isSwift = !Checkout.files(in: "Sources/\(module)", extension: "swift").isEmpty
      if isSwift { #expect(allowed.subtracting(imported).sorted() == [], "declared by \(module), and never imported") }
    }
  }

  /// The same of C: a header of another target of ours is only included where that target is declared.
  @Test func headersAreThoseOfDeclaredTargets() throws {
    let map = try ModuleMap.declared()
    var owner: [String: String] = [:]
    for module in map.dependencies.keys {
      for header in Checkout.files(in: "Sources/\(module)", extension: "h") { owner[String(header.split(separator: "/").last!), default: module] = module }
    }
    // Each system library has a header of the same name, which nobody includes.
    owner["shim.h"] = nil
    #expect(owner.count > 4)
    let systems = ["lua": "CLua", "lauxlib": "CLua", "lualib": "CLua", "sqlite3": "CSQLite", "zlib": "CZlib", "histedit": "CEdit"]
    var isCompared = false
    for (module, allowed) in map.dependencies {
      for file in ["c", "h", "inc"].flatMap({ Checkout.files(in: "Sources/\(module)", extension: $0) }) {
        for include in try Checkout.text(file).matches(of: /(?m)^\s*#\s*include\s*[<"](?:.*\/)?([\w-]+)\.(?:h|inc)[>"]/) {
          let name = String(include.1)
          guard let target = owner["\(name).h"] ?? systems[name], target != module else { continue }
          isCompared = true
          #expect(allowed.contains(target), "\(file) includes \(name)")
        }
      }
    }
    #expect(isCompared, "CLuaShims includes Lua")
  }

  /// What knows no poker, and what knows no Lua and no processes.
  @Test func theLayersHold() throws {
    let map = try ModuleMap.declared()
    let poker: Set = ["Cards", "Game", "Abstraction", "CFR"]
    for module in ["Workers", "Lua", "Database"] { #expect(map.closure(of: module).isDisjoint(with: poker)) }
    for module in poker { #expect(map.closure(of: module).isDisjoint(with: ["Workers", "Lua", "Training", "Scripting"])) }
  }
}

/// The list of folders in docs/ARCHITECTURE.md is that of `Sources`.
struct FolderTests {
  @Test func everyFolderIsListed() throws {
    let page = try Checkout.text("docs/ARCHITECTURE.md")
    let section = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("Where things are") })
    var listed: Set<String> = [], module = ""
    for row in section.matches(of: /(?m)^\| (?:`(\w+)`)? *\| `([\w\/]+)` \| .+ \|$/) {
      module = row.1.map(String.init) ?? module
      listed.insert("\(module)/\(row.2)")
    }
    let modules = try ModuleMap.declared().dependencies.keys.filter { !Checkout.files(in: "Sources/\($0)", extension: "swift").isEmpty }
    var found: Set<String> = []
    for file in modules.flatMap({ Checkout.files(in: "Sources/\($0)", extension: "swift") }) {
      let parts = file.split(separator: "/")
      if parts.count > 3 { found.insert(parts[1..<(parts.count - 1)].joined(separator: "/")) }
    }
    // What a folder that holds folders has beside them is of them all.
    found = found.filter { folder in !found.contains { $0.hasPrefix(folder + "/") } }
    #expect(listed == found)
  }
}

/// What differs between systems is where docs/ARCHITECTURE.md says.
struct SystemTests {
  @Test func everyConditionIsListed() throws {
    let page = try Checkout.text("docs/ARCHITECTURE.md")
    let section = try #require(page.components(separatedBy: "## Linux and macOS").last)
    let listed = Set(section.matches(of: /`(Sources\/[A-Za-z0-9_+.\/-]+)`/).map { String($0.1) })
    #expect(listed.count > 4)
    var found: Set<String> = []
    for file in ["swift", "c", "h", "inc"].flatMap({ Checkout.files(in: "Sources", extension: $0) }) {
      let text = try Checkout.text(file)
      let conditions = text.matches(of: /(?m)^ *#(?:if|elif|elseif|ifdef|ifndef) .*(?:__linux__|__APPLE__|__GLIBC__|os\(|canImport\().*$/).map { String($0.0) }
      // The name of the system's C library is all that differs: an import, and calls that have its name in front.
      let isImport = file.hasSuffix(".swift") && conditions.allSatisfy { $0.contains("canImport(") } && !text.contains("/proc/")
      if !conditions.isEmpty, !isImport { found.insert(file) }
    }
    #expect(found.subtracting(listed).sorted() == [], "not listed")
    for file in listed { #expect(try Checkout.text(file).contains("#if"), "\(file)") }
  }
}
