import Foundation

/// What is wrong with a file that was saved, or with saving one.
public enum FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system refused.
  case system(path: String, action: String, reason: String)
  /// The file is not what it should be, or damaged.
  case damaged(path: String, problem: String)
  /// The file is of another version.
  case version(path: String, found: Int, known: Int)
  /// The file is whole, but of another training than the one that is to go on from it, in the run's folder where there is one.
  case differs(path: String, differences: [String], folder: String? = nil)
  /// An export of part of the strategies, where all are needed.
  case partial(path: String, part: String)
  /// Another run has the folder.
  case inUse(path: String)

  /// Whether the file itself is at fault, so that another one may serve.
  public var isDamage: Bool {
    switch self {
    case .damaged, .system(_, action: "read", _): true
    default: false
    }
  }

  public var description: String {
    switch self {
    case .system(let path, let action, let reason): "cannot \(action) \"\(path)\": \(reason)"
    case .damaged(let path, let problem): "\"\(path)\" cannot be used: \(problem)"
    case .version(let path, let found, let known): "\"\(path)\" has format version \(found); this program knows version \(known)"
    case .differs(let path, let differences, let folder):
      "\"\(path)\" is of another training: \(differences.joined(separator: "; "))"
        + (folder.map { ": name another folder than \"\($0)\", or delete that to begin anew" } ?? "")
    case .partial(let path, let part):
      "\"\(path)\" holds the strategies of \(part) only, and a policy is loaded whole, "
        + "since the value of a decision depends on all that follow: export it without `streets` and `line`, or save the solve with solver:save"
    case .inUse(let path): "\"\(path)\" is in use by another run"
    }
  }
}

extension FileError {
  /// Looks at what is to be read, before it is opened: a pipe would be waited for.
  ///
  /// - Throws: ``system(path:action:reason:)`` for what is no file.
  public static func requireFile(_ path: String) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system(path: path, action: "read", reason: String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(path: path, action: "read", reason: status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is no file")
    }
  }
}

/// What the system says of a failed read or write: `No such file or directory`.
func systemReason(_ error: any Error) -> String {
  let error = error as NSError
  let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
  return cause.domain == NSPOSIXErrorDomain ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
}
