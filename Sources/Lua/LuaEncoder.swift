import CLuaShims

/// Writes values into the exchange; `HLUA_TAG_*` in CLuaShims.h defines the bytes.
struct LuaEncoder {
  let buffer: UnsafeMutablePointer<hlua_buffer>
  let home: LuaHome

  /// Replaces what the exchange holds by a list of values.
  func encode(_ values: [LuaValue]) throws(LuaError) {
    try begin(count: values.count)
    for value in values { try put(value, depth: 0) }
  }

  func begin(count: Int) throws(LuaError) {
    buffer.pointee.count = 0
    try append(UInt32(truncatingIfNeeded: count))
  }

  /// Replaces what the exchange holds by plain text, as for a message.
  func encode(message: String) {
    buffer.pointee.count = 0
    try? append(bytesOf: message)
  }

  func put(_ value: LuaValue, depth: Int) throws(LuaError) {
    switch value {
    case .nil: try append(tag: HLUA_TAG_NIL)
    case .boolean(let value): try append(tag: value ? HLUA_TAG_TRUE : HLUA_TAG_FALSE)
    case .integer(let value): try append(tag: HLUA_TAG_INTEGER, value)
    case .number(let value): try append(tag: HLUA_TAG_NUMBER, value)
    case .string(let value): try put(string: value)
    case .table(let table): try put(table: table, depth: depth)
    case .function(let function):
      guard function.home === home else { throw .data("a function cannot move from one Lua state to another") }
      try append(tag: HLUA_TAG_FUNCTION, function.reference)
    case .object(let object):
      try append(tag: HLUA_TAG_OBJECT, UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
    }
  }

  func put(string: String) throws(LuaError) {
    try append(tag: HLUA_TAG_STRING, UInt64(string.utf8.count))
    try append(bytesOf: string)
  }

  func put(callback number: Int) throws(LuaError) {
    try append(tag: HLUA_TAG_CALLBACK, Int64(number))
  }

  /// The start of a table without an array and with `pairs` keys, which follow with their values.
  func beginTable(pairs: Int) throws(LuaError) {
    try append(tag: HLUA_TAG_TABLE, UInt32(0))
    try append(UInt32(truncatingIfNeeded: pairs))
  }

  private func put(table: LuaTable, depth: Int) throws(LuaError) {
    guard depth < Int(HLUA_DEPTH_LIMIT) else { throw .data("the host's tables are nested deeper than 100 levels") }
    try append(tag: HLUA_TAG_TABLE, UInt32(truncatingIfNeeded: table.array.count))
    for value in table.array { try put(value, depth: depth + 1) }
    try append(UInt32(truncatingIfNeeded: table.fields.count + table.others.count))
    for (name, value) in table.fields {
      try put(string: name)
      try put(value, depth: depth + 1)
    }
    for pair in table.others {
      try put(pair.key, depth: depth + 1)
      try put(pair.value, depth: depth + 1)
    }
  }

  // MARK: Bytes

  private func reserve(_ count: Int) throws(LuaError) -> UnsafeMutableRawPointer {
    guard hlua_buffer_reserve(buffer, count), let bytes = buffer.pointee.bytes else {
      throw .data("the machine has no memory left for a value")
    }
    return UnsafeMutableRawPointer(bytes + buffer.pointee.count)
  }

  private func append(tag: Int) throws(LuaError) {
    try reserve(1).storeBytes(of: UInt8(truncatingIfNeeded: tag), as: UInt8.self)
    buffer.pointee.count += 1
  }

  private func append<Payload: BitwiseCopyable>(tag: Int, _ payload: Payload) throws(LuaError) {
    try append(tag: tag)
    try append(payload)
  }

  private func append<Payload: BitwiseCopyable>(_ payload: Payload) throws(LuaError) {
    try reserve(MemoryLayout<Payload>.size).storeBytes(of: payload, as: Payload.self)
    buffer.pointee.count += MemoryLayout<Payload>.size
  }

  private func append(bytesOf string: String) throws(LuaError) {
    var string = string
    let count = string.utf8.count
    let place = try reserve(count)
    string.withUTF8 { utf8 in
      if let base = utf8.baseAddress { place.copyMemory(from: base, byteCount: count) }
    }
    buffer.pointee.count += count
  }
}
