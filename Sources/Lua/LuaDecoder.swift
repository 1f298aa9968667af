import CLuaShims

/// Reads values out of the exchange; `HLUA_TAG_*` in CLuaShims.h defines the bytes. C wrote them: they are trusted
/// to be whole.
struct LuaDecoder {
  private var next: UnsafeRawPointer
  private let home: LuaHome

  /// The list of values that the exchange holds.
  static func decode(
    _ buffer: UnsafeMutablePointer<hlua_buffer>, home: LuaHome
  ) throws(LuaError) -> [LuaValue] {
    guard let bytes = buffer.pointee.bytes else { return [] }
    var decoder = LuaDecoder(next: UnsafeRawPointer(bytes), home: home)
    let count = Int(decoder.take(UInt32.self))
    if count == 0 { return [] }
    var values: [LuaValue] = []
    values.reserveCapacity(count)
    // All values are read even after a bad one, so that every function reference gets its owner.
    var failure: LuaError?
    for _ in 0..<count { values.append(decoder.value(&failure)) }
    if let failure { throw failure }
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

  private mutating func value(_ failure: inout LuaError?) -> LuaValue {
    switch Int(take(UInt8.self)) {
    case HLUA_TAG_FALSE: return .boolean(false)
    case HLUA_TAG_TRUE: return .boolean(true)
    case HLUA_TAG_INTEGER: return .integer(take(Int64.self))
    case HLUA_TAG_NUMBER: return .number(take(Double.self))
    case HLUA_TAG_STRING: return .string(string(&failure))
    case HLUA_TAG_TABLE: return .table(table(&failure))
    case HLUA_TAG_FUNCTION: return .function(LuaFunction(reference: take(Int64.self), home: home))
    case HLUA_TAG_OBJECT:
      guard let address = UnsafeRawPointer(bitPattern: take(UInt.self)) else { return .nil }
      return .object(Unmanaged<LuaObject>.fromOpaque(address).takeUnretainedValue())
    default: return .nil
    }
  }

  private mutating func string(_ failure: inout LuaError?) -> String {
    let count = Int(take(UInt64.self))
    defer { next += count }
    let bytes = UnsafeRawBufferPointer(start: next, count: count)
    if let string = String(validating: bytes, as: UTF8.self) { return string }
    failure = .data("the string \"\(String(decoding: bytes.prefix(40), as: UTF8.self))\" is not text (UTF-8)")
    return ""
  }

  private mutating func table(_ failure: inout LuaError?) -> LuaTable {
    var table = LuaTable()
    let count = Int(take(UInt32.self))
    table.array.reserveCapacity(count)
    for _ in 0..<count { table.array.append(value(&failure)) }
    for _ in 0..<Int(take(UInt32.self)) {
      let key = value(&failure)
      let value = value(&failure)
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
