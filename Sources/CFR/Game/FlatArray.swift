/// A read-only array of plain values somewhere in a block of memory, which it does not own.
@frozen
public struct FlatArray<Element: BitwiseCopyable>: @unchecked Sendable, RandomAccessCollection {
  public let base: UnsafePointer<Element>
  public let count: Int

  init(_ section: Section<Element>, in image: UnsafeRawPointer) {
    base = (image + section.offset).assumingMemoryBound(to: Element.self)
    count = section.count
  }

  @inline(__always)
  public subscript(index: Int) -> Element { base[index] }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
}

/// Where an array lies in an image: byte offset and number of elements.
struct Section<Element: BitwiseCopyable>: BitwiseCopyable, Sendable {
  var offset: Int
  var count: Int
}

/// Lays arrays of plain values one after the other, each on a 64-byte boundary.
struct ImageWriter {
  private(set) var bytes: [UInt8]

  /// - Parameter reserved: bytes left free at the start, for a header.
  init(reserving reserved: Int) { bytes = Array(repeating: 0, count: reserved) }

  mutating func append<Element: BitwiseCopyable>(_ elements: [Element]) -> Section<Element> {
    bytes.append(contentsOf: repeatElement(0, count: (64 - bytes.count % 64) % 64))
    let section = Section<Element>(offset: bytes.count, count: elements.count)
    elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return section
  }

  mutating func finish<Header: BitwiseCopyable>(header: Header) -> [UInt8] {
    withUnsafeBytes(of: header) { source in
      bytes.withUnsafeMutableBytes { $0.baseAddress!.copyMemory(from: source.baseAddress!, byteCount: source.count) }
    }
    return bytes
  }
}
