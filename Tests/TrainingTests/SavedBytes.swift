import Abstraction
import CFR
import Foundation

@testable import Training

/// A saved solve taken apart, to be changed and put together again with a checksum that fits.
struct SavedBytes {
  var header: [String: Any]
  var tables: Data

  init(_ path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let length = data[8..<16].enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    header = try JSONSerialization.jsonObject(with: data[16..<16 + length]) as? [String: Any] ?? [:]
    tables = data[((16 + length + 63) / 64 * 64)..<data.count - 8]
  }

  func write(to path: String) throws {
    try Self.write(header: try JSONSerialization.data(withJSONObject: header), tables: tables, runs: runs, to: path)
  }

  /// Bytes of each run of the tables, as far as the header's numbers make sense.
  var runs: [Int] {
    let counts = header["tables"] as? [Int] ?? [], bytes = header["scalarBytes"] as? Int ?? 0
    let sizes = counts.map { $0.multipliedReportingOverflow(by: bytes) }
    guard sizes.allSatisfy({ !$0.overflow && 0...tables.count ~= $0.partialValue }) else { return [tables.count] }
    let runs = sizes.map(\.partialValue)
    return runs.reduce(0, +) == tables.count ? runs : [tables.count]
  }

  static func write(header: Data, tables: Data, runs: [Int], to path: String) throws {
    var file = Data("HLSOLVE1".utf8)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { file.append(contentsOf: $0) }
    file.append(header)
    file.append(contentsOf: repeatElement(0, count: (64 - file.count % 64) % 64))
    var digest = TableDigest()
    file.withUnsafeBytes { digest.add($0) }
    var start = tables.startIndex
    for run in runs {
      tables[start..<start + run].withUnsafeBytes { digest.add($0) }
      start += run
    }
    file.append(tables)
    withUnsafeBytes(of: digest.value.littleEndian) { file.append(contentsOf: $0) }
    try file.write(to: URL(fileURLWithPath: path))
  }
}

/// Puts a value at a place of nested JSON; nil removes what is there. The path names keys and positions.
func put(_ value: Any?, at path: [String], in json: Any) -> Any {
  guard let key = path.first else { return value ?? NSNull() }
  let rest = Array(path.dropFirst())
  if var object = json as? [String: Any] {
    object[key] = rest.isEmpty ? value : object[key].map { put(value, at: rest, in: $0) }
    return object
  }
  if var list = json as? [Any], let index = Int(key), list.indices.contains(index) {
    if rest.isEmpty, value == nil { list.remove(at: index) } else { list[index] = put(value, at: rest, in: list[index]) }
    return list
  }
  return json
}

/// The paths to all values of nested JSON.
func paths(_ json: Any) -> [[String]] {
  var children: [(String, Any)] = []
  if let object = json as? [String: Any] { children = object.sorted { $0.key < $1.key } }
  if let list = json as? [Any] { children = list.enumerated().map { ("\($0)", $1) } }
  return children.flatMap { key, child in [[key]] + paths(child).map { [key] + $0 } }
}
