import Workers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Starts and stops pools, kills a worker in every fourth, and prints what has been left: `descriptors`, `segments`, `children`, `KiB`.
func cycles(_ count: Int) throws {
  for _ in 0..<20 { try cycle(0) }
  let before = Belongings()
  for number in 0..<count { try cycle(number) }
  let after = Belongings()
  say("descriptors \(after.descriptors - before.descriptors)")
  say("segments \(after.segments - before.segments)")
  say("children \(after.hasChildren ? "some" : "none")")
  say("KiB \(after.kibibytes - before.kibibytes)")
  say("done")
}

private func cycle(_ number: Int) throws {
  let pool = try WorkerPool(count: 2, launch: WorkerLaunch(arguments: ["__worker"]))
  try pool.share(try SharedMemory(size: 1 << 16), id: FixtureSegment.results)
  if number % 4 == 0 { kill(pool.processIDs[0], SIGKILL) }
  try pool.run(Batch(kind: FixtureTask.compute.rawValue, count: 20)) { _, _ in }
  if number % 2 == 0 { pool.shutdown() }
}

/// What this process holds.
private struct Belongings {
  var descriptors = (0..<4096).count { fcntl($0, F_GETFD, 0) >= 0 }
  var segments = 0
  var kibibytes = 0
  var hasChildren = waitpid(-1, nil, WNOHANG) >= 0

  init() {
    #if os(Linux)
      segments = Self.lines("/proc/self/maps").count { $0.contains("memfd:") }
      for line in Self.lines("/proc/self/status") where line.hasPrefix("RssAnon:") {
        kibibytes = Int(line.split(separator: " ").dropLast().last.map { $0.drop { !$0.isNumber } } ?? "") ?? 0
      }
    #endif
  }

  private static func lines(_ path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var text: [UInt8] = [], block = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = fread(&block, 1, block.count, file), count > 0 { text += block[..<count] }
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
  }
}
