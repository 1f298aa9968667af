import Testing

/// The map of modules in the README is that of Package.swift, and no source imports a module that its own does not declare.
struct ModuleMapTests {
  @Test func theReadmeShowsThePackage() throws {
    let declared = try ModuleMap.declared(), documented = try ModuleMap.documented(in: "README.md")
    #expect(declared.dependencies.count >= 10)
    #expect(documented.dependencies == declared.dependencies)
  }

  @Test func sourcesImportWhatTheirModuleDeclares() throws {
    let map = try ModuleMap.declared()
    for (module, allowed) in map.dependencies {
      for file in Checkout.files(in: "Sources/\(module)", extension: "swift") {
        for imported in try Checkout.text(file).matches(of: /(?m)^(?:@testable )?import ([A-Za-z]+)/) {
          let name = String(imported.1)
          #expect(map.dependencies[name] == nil || allowed.contains(name), "\(file) imports \(name)")
        }
      }
    }
  }

  /// What knows no poker, and what knows no Lua and no processes.
  @Test func theLayersHold() throws {
    let map = try ModuleMap.declared()
    let poker: Set = ["Cards", "Game", "Abstraction", "CFR"]
    for module in ["Workers", "Lua"] { #expect(map.closure(of: module).isDisjoint(with: poker)) }
    for module in poker { #expect(map.closure(of: module).isDisjoint(with: ["Workers", "Lua", "Training", "Scripting"])) }
  }
}
