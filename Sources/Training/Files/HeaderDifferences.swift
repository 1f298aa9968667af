import Foundation

/// What differs between the header of a saved training and that of the one that is to go on from it, entry by entry.
struct HeaderDifferences {
  private var found: [String] = []
  private static let shown = 6, listed = 16

  /// What scripts call the entries of headers: the longest beginning of an entry's path counts.
  private static let names: [(path: String, name: String)] = [
    ("game.deadMoney", "the pot, in units"), ("game.unitsPerChip", "units of a chip"), ("game", "game"), ("scalarBytes", "precision, in bytes of a number"),
    ("ranges.1", "ranges.oop"), ("ranges.2", "ranges.ip"), ("decisions", "the betting tree"), ("lastStreet", "last_street"), ("tables", "bytes of tables"),
    ("schedules.pruneBelow", "prune.below"), ("schedules.pruneFraction", "prune.in_fraction"), ("schedules.pruneStart", "prune.start"),
    ("schedules.averageStart", "average.start"), ("schedules", ""),
  ]

  private static func name(_ path: String) -> String {
    for (from, to) in names where path == from || path.hasPrefix(from + ".") {
      return to.isEmpty ? String(path.dropFirst(from.count + 1)) : to + path.dropFirst(from.count)
    }
    return path
  }

  /// - Parameter leavingOut: keys at the top that say where a training stands, and not what it is.
  static func between(_ saved: some Encodable, _ own: some Encodable, leavingOut: Set<String>) throws -> [String] {
    func object(_ header: some Encodable) throws -> [String: Any] {
      let entries = try JSONSerialization.jsonObject(with: JSONEncoder().encode(header)) as? [String: Any] ?? [:]
      return entries.filter { !leavingOut.contains($0.key) }
    }
    var differences = HeaderDifferences()
    differences.compare("", try object(saved), try object(own))
    // Sizes follow from the rest.
    let all = differences.found.filter { !$0.hasPrefix("bytes of tables") || differences.found.count == 1 }
    return all.count <= shown ? all : all.prefix(shown) + ["and \(all.count - shown) more"]
  }

  private mutating func compare(_ path: String, _ saved: Any?, _ own: Any?) {
    if let saved = saved as? [String: Any], let own = own as? [String: Any] {
      for key in Set(saved.keys).union(own.keys).sorted() { compare(path.isEmpty ? key : "\(path).\(key)", saved[key], own[key]) }
    } else if let saved = saved as? [Any], let own = own as? [Any] {
      compareLists(path, saved, own)
    } else if Self.text(saved) != Self.text(own) {
      found.append("\(Self.name(path)) is \(Self.short(saved)) there, \(Self.short(own)) here")
    }
  }

  private mutating func compareLists(_ path: String, _ saved: [Any], _ own: [Any]) {
    guard saved.count == own.count else { return found.append("\(Self.name(path)) has \(saved.count) entries there, \(own.count) here") }
    let places = saved.indices.filter { Self.text(saved[$0]) != Self.text(own[$0]) }
    guard let first = places.first else { return }
    if saved.count <= Self.listed {
      for place in places { compare("\(path).\(place + 1)", saved[place], own[place]) }
    } else {
      found.append("\(Self.name(path)) differs in \(places.count) of \(saved.count) entries, first in \(first + 1): \(Self.short(saved[first])) there, \(Self.short(own[first])) here")
    }
  }

  /// Equal for equal values.
  private static func text(_ value: Any?) -> String {
    guard let value, let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys]) else { return "nothing" }
    return String(decoding: data, as: UTF8.self)
  }

  private static func short(_ value: Any?) -> String {
    let text = text(value)
    return text.count <= 60 ? text : "\(text.prefix(57))..."
  }
}
