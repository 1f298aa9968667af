import Foundation

#if os(Linux)
  /// A file system of some pages in memory, until the value is gone.
  final class Tmpfs {
    let path: String

    init(pages: Int) throws {
      path = FileManager.default.temporaryDirectory.appendingPathComponent("disk-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      guard try execute("/bin/mount", ["-t", "tmpfs", "-o", "size=\(pages * 4096)", "tmpfs", path]).status == 0 else {
        rmdir(path)
        throw CocoaError(.fileWriteNoPermission)
      }
    }

    deinit {
      _ = try? execute("/bin/umount", [path])
      rmdir(path)
    }
  }
#endif
