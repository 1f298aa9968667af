import CShims

/// Cuts a stream of bytes into messages and checks every field before anyone uses it.
///
/// Once `next` has thrown, the stream has no meaning any more: the connection is to be given up.
struct MessageDecoder {
  private let sender: Message.Side
  private var bytes: [UInt8] = []
  private var start = 0
  /// The checksum that messages must carry; nil while it is not yet known.
  var job: UInt64?

  /// A decoder for what `sender` sends.
  init(from sender: Message.Side, job: UInt64? = nil) {
    self.sender = sender
    self.job = job
  }

  /// Bytes that wait for the rest of their message.
  var pending: Int { bytes.count - start }

  mutating func append(_ received: UnsafeRawBufferPointer) {
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      start = 0
    } else if start > 1 << 16 {
      bytes.removeSubrange(..<start)
      start = 0
    }
    bytes.append(contentsOf: received)
  }

  /// The next whole message, or nil when more bytes are needed.
  mutating func next() throws(MessageFault) -> Message? {
    guard pending >= Message.headerSize else { return nil }
    let offset = start
    let header = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: shims_message.self) }
    let kind = try validate(header)
    let length = Int(header.length)
    guard pending >= Message.headerSize + length else { return nil }
    start += Message.headerSize + length
    let words = header.words
    return Message(
      kind: kind, index: header.index, count: header.count, taskKind: header.task_kind,
      batch: header.batch, job: header.job, words: SIMD4(words.0, words.1, words.2, words.3),
      text: length == 0 ? "" : String(decoding: bytes[(start - length)..<start], as: UTF8.self))
  }

  private func validate(_ header: shims_message) throws(MessageFault) -> Message.Kind {
    guard header.magic == Message.magic else { throw .magic(header.magic) }
    guard header.version == Message.version else { throw .version(header.version) }
    guard let kind = Message.Kind(rawValue: header.kind), kind.sender == sender else { throw .kind(header.kind) }
    guard header.length <= (kind.hasText ? Message.maximumText : 0) else { throw .length(header.length) }
    if kind.isAboutTask, header.index >= header.count { throw .index(header.index, count: header.count) }
    if kind != .hello, let job, header.job != job { throw .job(header.job) }
    return kind
  }
}
