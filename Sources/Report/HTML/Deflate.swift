import CZlib

/// Bytes compressed in the zlib format (RFC 1950), which browsers read back with `DecompressionStream("deflate")`.
func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var size = compressBound(UInt(bytes.count))
  let compressed = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
    // The bound is enough by its definition, and there is no other way to fail but for want of memory.
    let status = compress2(buffer.baseAddress, &size, bytes, UInt(bytes.count), 9)
    precondition(status == Z_OK, "zlib cannot compress: \(status)")
    count = Int(size)
  }
  return compressed
}
