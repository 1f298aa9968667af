import CShims

/// What a task hands back in its result message. Anything larger belongs in shared memory.
public typealias TaskPayload = SIMD4<UInt64>

/// One message between the coordinator and a worker.
///
/// The bytes are `shims_message` (see `worker_shims.h`) and, for failures, a text. What the fields mean:
///
/// | kind    | from        | index   | count | task kind | batch | words                      |
/// |---------|-------------|---------|-------|-----------|-------|----------------------------|
/// | hello   | worker      |         |       |           |       | build                      |
/// | welcome | coordinator |         |       |           |       |                            |
/// | attach  | coordinator | segment |       |           |       | size; descriptor alongside |
/// | detach  | coordinator | segment |       |           |       |                            |
/// | done    | worker      | segment |       |           |       |                            |
/// | refused | worker      | segment |       |           |       | (text)                     |
/// | task    | coordinator | task    | yes   | yes       | yes   | argument                   |
/// | result  | worker      | task    | yes   | yes       | yes   | payload                    |
/// | failure | worker      | task    | yes   | yes       | yes   | (text)                     |
/// | stop    | coordinator |         |       |           |       |                            |
///
/// A worker answers every attach and detach with done or refused, and every task with result or failure, in order.
/// `job` is the checksum of the job in all of them; a worker learns it from the welcome.
struct Message: Equatable, Sendable {
  enum Kind: UInt16, CaseIterable, Sendable {
    case hello = 1, welcome, attach, detach, done, refused, task, result, failure, stop
  }

  enum Side: Sendable { case coordinator, worker }

  static let magic: UInt32 = 0x6B72_6F77
  static let version: UInt16 = 1
  static let headerSize = MemoryLayout<shims_message>.size
  /// The longest text in bytes; a longer one is cut.
  static let maximumText = 4096

  var kind: Kind
  var index: UInt32 = 0
  var count: UInt32 = 0
  var taskKind: UInt32 = 0
  var batch: UInt64 = 0
  var job: UInt64 = 0
  var words: SIMD4<UInt64> = .zero
  var text: String = ""
}

extension Message.Kind {
  var sender: Message.Side {
    switch self {
    case .hello, .done, .refused, .result, .failure: .worker
    case .welcome, .attach, .detach, .task, .stop: .coordinator
    }
  }

  var hasText: Bool { self == .failure || self == .refused }

  /// True when the index is that of a task.
  var isAboutTask: Bool { self == .task || self == .result || self == .failure }
}

extension Message {
  /// Appends the bytes of the message to `bytes`.
  func encode(into bytes: inout [UInt8]) {
    let text = kind.hasText ? Self.bounded(self.text) : []
    var header = shims_message(
      magic: Self.magic, version: Self.version, kind: kind.rawValue, length: UInt32(text.count),
      index: index, count: count, task_kind: taskKind, batch: batch, job: job,
      words: (words[0], words[1], words[2], words[3]))
    withUnsafeBytes(of: &header) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: text)
  }

  /// The first bytes of `text`, cut between two characters.
  private static func bounded(_ text: String) -> [UInt8] {
    guard text.utf8.count > maximumText else { return Array(text.utf8) }
    var end = text.utf8.index(text.startIndex, offsetBy: maximumText)
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return Array(text.utf8[..<end])
  }
}
