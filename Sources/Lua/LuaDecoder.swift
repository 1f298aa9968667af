import CLuaShims

/// Reads values out of the exchange; `HLUA_TAG_*` in CLuaShims.h defines the bytes. C wrote them: they are trusted
/// to be whole.
struct LuaDecoder {
  private var next: UnsafeRawPointer
  private let home: LuaHome
  /// What is wrong with one of the values. All are read even after a bad one, so that every function reference gets its owner.
  private var failure: String?

  /// The list of values that the exchange holds.
  static func decode(
    _ buffer: UnsafeMutablePointer<hlua_buffer>, home: LuaHome
  ) throws(LuaError) -> [LuaValue] {
    guard let bytes = buffer.pointee.bytes else { return [] }
    var decoder = LuaDecoder(next: UnsafeRawPointer(bytes), home: home)
    let values = decoder.list(Int(decoder.take(UInt32.self)))
    if let failure = decoder.failure { throw .data(failure) }
    return values
  }

  private init(next: UnsafeRawPointer, home: LuaHome) {
    self.next = next
    self.home = home
  }

  private mutating func take<Payload: BitwiseCopyable>(_: Payload.Type) -> Payload {
    defer { next += MemoryLayout<Payload>.size }
    return next.loadUnaligned(as: Payload.self)
  }

  private mutating func list(_ count: Int) -> [LuaValue] {
    // The usual result of a call, which needs no growing.
    if count == 1 { return [value()] }
    var values: [LuaValue] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(value()) }
    return values
  }

  private mutating func value() -> LuaValue {
    switch Int(take(UInt8.self)) {
    case HLUA_TAG_FALSE: return .boolean(false)
    case HLUA_TAG_TRUE: return .boolean(true)
    case HLUA_TAG_INTEGER: return .integer(take(Int64.self))
    case HLUA_TAG_NUMBER: return .number(take(Double.self))
    case HLUA_TAG_STRING: return .string(string())
    case HLUA_TAG_TABLE: return .table(table())
    case HLUA_TAG_FUNCTION: return .function(LuaFunction(reference: take(Int64.self), home: home))
    case HLUA_TAG_OBJECT:
      guard let address = UnsafeRawPointer(bitPattern: take(UInt.self)) else { return .nil }
      return .object(Unmanaged<LuaObject>.fromOpaque(address).takeUnretainedValue())
    default: return .nil
    }
  }

  private mutating func string() -> String {
    let count = Int(take(UInt64.self))
    defer { next += count }
    let bytes = UnsafeRawBufferPointer(start: next, count: count)
    if let string = String(validating: bytes, as: UTF8.self) { return string }
    failure = "the string \"\(String(decoding: bytes.prefix(40), as: UTF8.self))\" is not text (UTF-8)"
    return ""
  }

  private mutating func table() -> LuaTable {
    var table = LuaTable()
    table.array = list(Int(take(UInt32.self)))
    for _ in 0..<Int(take(UInt32.self)) {
      let key = value()
      let value = value()
      if case .string(let name) = key {
        table.fields[name] = value
      } else {
        table.others.append(LuaTable.Pair(key: key, value: value))
      }
    }
    if table.others.count > 1 { table.sortOthers() }
    return table
  }
}
