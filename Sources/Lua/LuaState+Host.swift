import CLuaShims

/// What Lua asks of the host. Nothing here throws or jumps: the answer is a status, and values or a message in the
/// exchange.
extension LuaState {
  static func host(_ context: LuaContext) -> hlua_host {
    hlua_host(
      context: Unmanaged.passUnretained(context).toOpaque(),
      ask: { context, request, number, object, name, length in
        guard let state = LuaState.from(context) else { return Int32(HLUA_ANSWER_ERROR) }
        let name = String(decoding: UnsafeRawBufferPointer(start: name, count: length), as: UTF8.self)
        let object = object.map { Unmanaged<LuaObject>.fromOpaque($0).takeUnretainedValue() }
        return Int32(state.answer(Int(request), number: Int(number), object: object, name: name))
      },
      interrupted: { context in LuaState.from(context)?.options.isInterrupted?() ?? false },
      print: { context, bytes, length in
        let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
        if let sink = LuaState.from(context)?.options.print {
          sink(line)
        } else {
          Swift.print(line, terminator: "")
        }
      },
      retain: { object in
        if let object { _ = Unmanaged<LuaObject>.fromOpaque(object).retain() }
      },
      release: { object in
        if let object { Unmanaged<LuaObject>.fromOpaque(object).release() }
      })
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> LuaState? {
    context.flatMap { Unmanaged<LuaContext>.fromOpaque($0).takeUnretainedValue().state }
  }

  private func answer(_ request: Int, number: Int, object: LuaObject?, name: String) -> Int {
    do {
      switch (request, object) {
      case (HLUA_ASK_FUNCTION, _):
        return try reply(callbacks[number](receiveCall()))
      case (HLUA_ASK_METHOD, let object?):
        guard let method = object.type.methods[name] else {
          return refuse(object.type.unknownMember(name), HLUA_ANSWER_ERROR)
        }
        return try reply(method(object, receiveCall()))
      case (HLUA_ASK_MEMBER, let object?):
        if object.type.methods[name] != nil { return HLUA_ANSWER_METHOD }
        guard let property = object.type.properties[name] else {
          return refuse(object.type.unknownMember(name), HLUA_ANSWER_ERROR)
        }
        return try reply([property(object)])
      case (HLUA_ASK_TOSTRING, let object?):
        return try reply([.string(object.luaDescription)])
      case (HLUA_ASK_CLOSE, let object?):
        object.luaClose()
        return try reply([])
      case (HLUA_ASK_UNKNOWN, _):
        let member = try receiveCall()[0].stringValue ?? ""
        return refuse(unknownMember(member, of: name, among: moduleMembers[name] ?? []), HLUA_ANSWER_ERROR)
      default:
        return try module(name)
      }
    } catch {
      let text = "\(error)"
      thrown = (text, error)
      return refuse(text, Self.answer(to: error))
    }
  }

  /// A limit of a call that a callback made of the script's functions is one of the script itself, which cannot catch it.
  private static func answer(to error: any Error) -> Int {
    switch error as? LuaError {
    case .time: HLUA_ANSWER_TIME
    case .interrupted: HLUA_ANSWER_INTERRUPTED
    case .host(let inner, _, _): answer(to: inner)
    default: HLUA_ANSWER_ERROR
    }
  }

  private func receiveCall() throws(LuaError) -> LuaCall {
    LuaCall(state: self, arguments: try LuaDecoder.decode(exchange, home: home))
  }

  private func reply(_ values: [LuaValue]) throws(LuaError) -> Int {
    try encoder.encode(values)
    outgoing = values
    return HLUA_ANSWER_VALUES
  }

  private func refuse(_ message: String, _ answer: Int) -> Int {
    encoder.encode(message: message)
    return answer
  }

  private func module(_ name: String) throws(LuaError) -> Int {
    switch findModule(name) {
    case .found(let path, let source):
      guard let text = String(validating: withoutShebang(source), as: UTF8.self) else {
        return refuse("'\(path)' is not text (UTF-8)", HLUA_ANSWER_ERROR)
      }
      return try reply([.string(path), .string(text)])
    case .missing(let message): return refuse(message, HLUA_ANSWER_UNKNOWN)
    case .refused(let message): return refuse(message, HLUA_ANSWER_ERROR)
    }
  }
}
