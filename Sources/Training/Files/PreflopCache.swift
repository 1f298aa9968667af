import Abstraction
import CFR
import Foundation

/// Keeps a table of `PreflopTables` in a file, so that they are worked out once on a machine: in `HOLDEM_CACHE`, or `$XDG_CACHE_HOME/holdem-lua`, or
/// `~/.cache/holdem-lua`.
///
/// The file is the table as little-endian 32-bit numbers and 8 bytes of `TableDigest`. A file that is missing, damaged or of another size is
/// worked out anew; a folder that cannot be written only costs the time of the next run.
struct PreflopCache {
  let file: URL
  private let compute: () -> [Int32]

  /// The table of ties.
  static func ties(environment: [String: String] = ProcessInfo.processInfo.environment) -> PreflopCache {
    PreflopCache("preflop-ties-1.bin", environment: environment, compute: PreflopEdges.computeTies)
  }

  /// - Parameters:
  ///   - name: of the file.
  ///   - environment: a variable that is empty counts as not set.
  ///   - compute: works the table out.
  init(
    _ name: String = "preflop-edges-1.bin", environment: [String: String] = ProcessInfo.processInfo.environment,
    compute: @escaping () -> [Int32] = PreflopEdges.compute
  ) {
    file = URL(fileURLWithPath: CacheFolder(environment: environment).file(name))
    self.compute = compute
  }

  /// The table, from the file if it is whole.
  func table() -> [Int32] {
    if let known = read() { return known }
    let table = compute()
    write(table)
    return table
  }

  private func read() -> [Int32]? {
    guard let data = try? Data(contentsOf: file, options: .mappedIfSafe), data.count == PreflopEdges.count * 4 + 8 else { return nil }
    return data.withUnsafeBytes { bytes in
      let table = UnsafeRawBufferPointer(rebasing: bytes[..<(PreflopEdges.count * 4)])
      let stored = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: PreflopEdges.count * 4, as: UInt64.self))
      guard digest(table) == stored else { return nil }
      return (0..<PreflopEdges.count).map { Int32(littleEndian: table.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self)) }
    }
  }

  private func write(_ table: [Int32]) {
    var data = table.map(\.littleEndian).withUnsafeBytes { Data($0) }
    let stored = data.withUnsafeBytes { digest($0) }
    withUnsafeBytes(of: stored.littleEndian) { data.append(contentsOf: $0) }
    try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? data.write(to: file, options: .atomic)
  }

  private func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var digest = TableDigest()
    digest.add(bytes)
    return digest.value
  }
}

extension PreflopTables {
  /// Those that a tree needs, from their files.
  init(for tree: BettingTree, edges: PreflopCache = PreflopCache(), ties: PreflopCache = .ties()) {
    self.init(for: tree, edges: edges.table, ties: ties.table)
  }
}
