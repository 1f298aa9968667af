import CShims
import Testing

@testable import Workers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct SharedMemoryTests {
  @Test func twoMappingsSeeTheSameBytes() throws {
    let size = 3 * 4096 + 5
    let segment = try SharedMemory(size: size)
    let bytes = UnsafeRawBufferPointer(start: segment.base, count: size)
    #expect(bytes.allSatisfy { $0 == 0 })
    let other = try SharedMemory(attaching: segment.descriptor, size: size)
    other.base.storeBytes(of: 42, toByteOffset: size - 1, as: UInt8.self)
    #expect(bytes[size - 1] == 42)
  }

  @Test func aSegmentOutlivesItsMaker() throws {
    var maker: SharedMemory? = try SharedMemory(size: 100)
    maker?.base.storeBytes(of: 7, as: UInt8.self)
    let other = try maker.map { try SharedMemory(attaching: $0.descriptor, size: 100) }
    maker = nil
    #expect(other?.base.load(as: UInt8.self) == 7)
  }

  @Test func senselessSizesAreErrors() {
    #expect(caught { _ = try SharedMemory(size: 0) } == .badSize(0))
    #expect(caught { _ = try SharedMemory(size: -1) } == .badSize(-1))
  }

  @Test func moreThanTheMachineHasIsAnErrorWithFigures() throws {
    for wanted in [1 << 50, Int.max] {
      let error = try #require(caught { _ = try SharedMemory(size: wanted) })
      guard case .notEnoughMemory(wanted, let available, _) = error else {
        Issue.record("\(error)")
        continue
      }
      #expect(available > 0 && available < 1 << 46)
      #expect("\(error)".contains("MiB"))
    }
  }

  @Test func aSegmentOfAnotherSizeIsRefused() throws {
    let segment = try SharedMemory(size: 8192)
    #expect(
      caught { _ = try SharedMemory(attaching: segment.descriptor, size: 8193) }
        == .segmentMismatch(expected: 8193, found: 8192))
    guard case .memory("measure", 8192, EBADF) = caught({ _ = try SharedMemory(attaching: -1, size: 8192) }) else {
      Issue.record("a descriptor that is not open was accepted")
      return
    }
  }

  #if os(Linux)
    @Test func aSegmentCannotShrinkUnderItsUsers() throws {
      let segment = try SharedMemory(size: 8192)
      #expect(ftruncate(segment.descriptor, 0) == -1)
      #expect(errno == EPERM)
    }
  #endif
}
