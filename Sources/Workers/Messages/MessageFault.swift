/// Why a message was rejected.
public enum MessageFault: Error, Equatable, Sendable {
  case magic(UInt32)
  case version(UInt16)
  case kind(UInt16)
  case length(UInt32)
  case index(UInt32, count: UInt32)
  case job(UInt64)
  case batch(UInt64)
  /// Of a known kind, but not what the state of the conversation calls for.
  case unexpected(String)
}

extension MessageFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .magic(let value): "it begins with \(value) and not with the mark of our messages"
    case .version(let value): "version \(value) of the protocol; this build speaks \(Message.version)"
    case .kind(let value): "unknown kind \(value), or sent from the wrong side"
    case .length(let value): "a text of \(value) bytes, which this kind of message cannot have"
    case .index(let index, let count): "task index \(index) in a batch whose indices are below \(count)"
    case .job(let value): "checksum \(value) belongs to another job"
    case .batch(let value): "batch \(value) is not the current one"
    case .unexpected(let what): "unexpected \(what)"
    }
  }
}
