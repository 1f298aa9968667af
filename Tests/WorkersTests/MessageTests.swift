import Testing

@testable import Workers

@Suite struct MessageTests {
  private func bytes(_ message: Message) -> [UInt8] {
    var bytes: [UInt8] = []
    message.encode(into: &bytes)
    return bytes
  }

  private func decode(_ bytes: [UInt8], from side: Message.Side, job: UInt64? = nil) throws -> [Message] {
    var decoder = MessageDecoder(from: side, job: job)
    bytes.withUnsafeBytes { decoder.append($0) }
    var messages: [Message] = []
    while let message = try decoder.next() { messages.append(message) }
    return messages
  }

  private let samples: [Message] = [
    Message(kind: .hello, words: [1, 2, 3, 4]),
    Message(kind: .welcome, job: 77),
    Message(kind: .attach, index: 5, job: 77, words: [4096, 0, 0, 0]),
    Message(kind: .detach, index: 5, job: 77),
    Message(kind: .done, index: 5, job: 77),
    Message(kind: .refused, index: 5, job: 77, text: "no"),
    Message(kind: .task, index: 9, count: 10, taskKind: 3, batch: 8, job: 77, words: [6, 0, 0, 0]),
    Message(kind: .result, index: 9, count: 10, taskKind: 3, batch: 8, job: 77, words: [.max, 0, 1, 2]),
    Message(kind: .failure, index: 0, count: 10, taskKind: 3, batch: 8, job: 77, text: "déjà vu ♠"),
    Message(kind: .stop, job: 77),
  ]

  @Test func everyKindSurvivesTheTrip() throws {
    for message in samples { #expect(try decode(bytes(message), from: message.kind.sender, job: 77) == [message]) }
    #expect(Set(samples.map(\.kind)) == Set(Message.Kind.allCases))
  }

  @Test func aStreamCutAnywhereGivesTheSameMessages() throws {
    let sent = samples.filter { $0.kind.sender == .worker }
    let stream = sent.flatMap(bytes)
    for step in [1, 2, 7, 71, 72, 73, 100] {
      var decoder = MessageDecoder(from: .worker, job: 77)
      var received: [Message] = []
      for start in Swift.stride(from: 0, to: stream.count, by: step) {
        stream[start..<min(start + step, stream.count)].withUnsafeBytes { decoder.append($0) }
        while let message = try decoder.next() { received.append(message) }
      }
      #expect(received == sent)
      #expect(decoder.pending == 0)
    }
  }

  @Test func everyFieldIsChecked() throws {
    let task = bytes(samples[6])
    func fault(_ offset: Int, _ value: UInt8, in message: [UInt8], from side: Message.Side) -> MessageFault? {
      var damaged = message
      damaged[offset] = value
      do { _ = try decode(damaged, from: side, job: 77) } catch { return error as? MessageFault }
      return nil
    }
    #expect(fault(0, 0, in: task, from: .coordinator) == .magic(Message.magic & ~0xFF))
    #expect(fault(4, 9, in: task, from: .coordinator) == .version(9))
    #expect(fault(6, 99, in: task, from: .coordinator) == .kind(99))
    #expect(fault(6, 8, in: task, from: .coordinator) == .kind(8))
    #expect(fault(8, 1, in: task, from: .coordinator) == .length(1))
    #expect(fault(12, 10, in: task, from: .coordinator) == .index(10, count: 10))
    #expect(fault(32, 78, in: task, from: .coordinator) == .job(78))
    #expect(fault(10, 1, in: bytes(samples[8]), from: .worker) == .length(65536 + UInt32(samples[8].text.utf8.count)))
    #expect(fault(6, 7, in: bytes(samples[7]), from: .worker) == .kind(7))
  }

  @Test func aLongTextIsCutBetweenCharacters() throws {
    let text = "x" + String(repeating: "♠", count: 3000)
    let received = try decode(bytes(Message(kind: .failure, count: 1, text: text)), from: .worker)
    #expect(received.count == 1)
    #expect(received[0].text.utf8.count == 4096)
    #expect(text.hasPrefix(received[0].text))
  }

  /// Mutated and random streams: every outcome is a message in range or a fault, and nothing is read out of bounds. `FUZZ_CASES` makes them more than
  /// 50,000 for each side.
  @Test(arguments: [Message.Side.worker, .coordinator])
  func noiseIsRejected(_ side: Message.Side) {
    var random = SystemRandomNumberGenerator()
    let own = samples.filter { $0.kind.sender == side }.map(bytes)
    var faults = 0
    let cases = environment("FUZZ_CASES") ?? 50_000
    for round in 0..<cases {
      var stream = own[round % own.count]
      switch round % 4 {
      case 0: stream = (0..<Int.random(in: 0..<160, using: &random)).map { _ in random.next() }
      case 1: stream.removeLast(Int.random(in: 0...stream.count, using: &random))
      default:
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          stream[Int.random(in: 0..<stream.count, using: &random)] = random.next()
        }
      }
      var decoder = MessageDecoder(from: side, job: 77)
      stream.withUnsafeBytes { decoder.append($0) }
      do {
        while let message = try decoder.next() {
          let isValid =
            message.kind.sender == side && message.text.utf8.count <= 3 * Message.maximumText
            && (message.kind == .hello || message.job == 77)
            && (!message.kind.isAboutTask || message.index < message.count)
          if !isValid { Issue.record("accepted \(message)") }
        }
      } catch {
        faults += 1
      }
    }
    #expect(faults > cases / 5)
  }
}
