import CShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much memory may be taken now without the system killing somebody for it.
///
/// Linux promises memory it does not have and settles the debt by killing a process, so a large segment has to be
/// weighed against the figures of the kernel and of the control group before its pages are taken.
public struct MachineMemory: Equatable, Sendable {
  /// Bytes.
  public var available: Int
  /// What bounds them, for a message.
  public var limit: String

  public static func current() -> MachineMemory {
    var best = MachineMemory(available: clamped(shims_machine_memory()), limit: "the machine's memory")
    func consider(_ available: Int, _ limit: String) {
      if available < best.available { best = MachineMemory(available: max(0, available), limit: limit) }
    }
    consider(clamped(shims_file_size_limit()), "the limit on file sizes (ulimit -f)")
    if let info = fields(of: "/proc/meminfo"), let free = info["MemAvailable:"] {
      consider((free + (info["SwapFree:"] ?? 0)) * 1024, "the machine's free memory")
    }
    for group in controlGroups() {
      if let rest = group.remaining { consider(rest, "the control group's memory limit") }
    }
    return best
  }

  private static func clamped(_ value: UInt64) -> Int { Int(clamping: value) }

  /// The memory controllers that bound this process: its own groups and all above them, for both versions
  /// of the interface.
  private static func controlGroups() -> [ControlGroup] {
    guard let lines = contents(of: "/proc/self/cgroup")?.split(separator: "\n") else { return [] }
    var groups: [ControlGroup] = []
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isUnified = parts[0] == "0"
      guard isUnified || parts[1].split(separator: ",").contains("memory") else { continue }
      let root = isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
      var path = parts[2].split(separator: "/")
      while true {
        groups.append(ControlGroup(folder: root + path.map { "/" + $0 }.joined(), isUnified: isUnified))
        if path.popLast() == nil { break }
      }
    }
    return groups
  }
}

private struct ControlGroup {
  let folder: String
  let isUnified: Bool

  /// Bytes left under the group's limit, or nil when it has none. File cache counts as free.
  var remaining: Int? {
    let names =
      isUnified
      ? (limit: "memory.max", usage: "memory.current", cache: "inactive_file")
      : (limit: "memory.limit_in_bytes", usage: "memory.usage_in_bytes", cache: "total_inactive_file")
    guard let limit = number(names.limit), let usage = number(names.usage) else { return nil }
    let cache = fields(of: folder + "/memory.stat")?[names.cache] ?? 0
    return limit - max(0, usage - cache)
  }

  private func number(_ name: String) -> Int? {
    contents(of: folder + "/" + name).flatMap { Int($0.prefix { $0 != "\n" }) }
  }
}

/// The numbers of a file of lines `name value ...`.
private func fields(of path: String) -> [String: Int]? {
  guard let text = contents(of: path) else { return nil }
  var fields: [String: Int] = [:]
  for line in text.split(separator: "\n") {
    let parts = line.split(separator: " ", omittingEmptySubsequences: true)
    if parts.count >= 2, let value = Int(parts[1]) { fields[String(parts[0])] = value }
  }
  return fields
}

/// The first 64 KiB of a file of the kernel, or nil when there is none.
private func contents(of path: String) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  var used = 0
  while used < bytes.count {
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress?.advanced(by: used), $0.count - used) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { break }
    used += count
  }
  return String(decoding: bytes[..<used], as: UTF8.self)
}
