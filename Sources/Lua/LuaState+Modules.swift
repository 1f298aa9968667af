/// Where `require` finds files: `a.b` is `a/b.lua` in the script's folder or in one of the search folders, and
/// nowhere else.
extension LuaState {
  enum ModuleSearch {
    case found(path: String, source: [UInt8])
    case missing(String)
    case refused(String)
  }

  func findModule(_ name: String) -> ModuleSearch {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { isNameByte($0) }
    }
    guard isPlain else {
      return .refused(
        "'\(name)' is not a module's name: write letters, digits, '_' and '-', with dots between folders, as in "
          + "require \"abstractions.cards.two_hundred\"")
    }
    let relative = parts.joined(separator: "/") + ".lua"
    var tried: [String] = []
    for folder in [scriptFolder].compactMap({ $0 }) + options.searchFolders {
      let path = folder.isEmpty ? relative : folder.hasSuffix("/") ? folder + relative : "\(folder)/\(relative)"
      switch readFile(path) {
      case .success(let source): return .found(path: path, source: source)
      case .failure(let failure): tried.append("\n  \(path): \(failure.reason)")
      }
    }
    let list = tried.isEmpty ? " (there is no folder to look in)" : "; tried:" + tried.joined()
    return .missing("module '\(name)' not found\(list)")
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
