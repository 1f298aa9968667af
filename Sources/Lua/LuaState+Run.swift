import CLuaShims

extension LuaState {
  /// Runs a script's file and gives what it returns.
  ///
  /// A first line that starts with `#` is skipped. `require` looks in the file's folder first. The arguments are the
  /// script's `...` and its global `arg`, where `arg[0]` is the path.
  public func run(file path: String, arguments: [String] = []) throws(LuaError) -> [LuaValue] {
    try run(LuaFile(path), arguments: arguments)
  }

  /// Runs a script's file that was read.
  public func run(_ file: LuaFile, arguments: [String] = []) throws(LuaError) -> [LuaValue] {
    scriptFolder = folder(of: file.path)
    return try run(bytes: file.bytes, chunk: "@" + file.path, script: file.path, arguments: arguments)
  }

  /// Runs a script's text and gives what it returns. `name` is what messages call it; one that begins with `holdem.` belongs to the host, and
  /// messages leave it out.
  public func run(
    source: String, name: String = "script", arguments: [String] = []
  ) throws(LuaError) -> [LuaValue] {
    try run(bytes: Array(source.utf8), chunk: "=" + name, script: name, arguments: arguments)
  }

  /// Calls a function and gives what it returns.
  ///
  /// - Throws: ``LuaError``; what a callback threw inside comes as ``LuaError/host(_:location:traceback:)``.
  public func call(_ function: LuaFunction, _ arguments: [LuaValue] = []) throws(LuaError) -> [LuaValue] {
    precondition(function.home === home, "the function belongs to another LuaState")
    try encoder.encode(arguments)
    let status = withExtendedLifetime((function, arguments)) {
      hlua_call(vm, function.reference, callBudget)
    }
    if !outgoing.isEmpty { outgoing = [] }
    guard status == HLUA_OK else { throw failure(status, timeLimit: options.callTimeLimit) }
    return try LuaDecoder.decode(exchange, home: home)
  }

  /// Makes `require "name"` give a table of host functions and values; reading any other member of it is an error.
  public func register(
    module name: String, functions: [String: LuaCallback], values: [String: LuaValue] = [:]
  ) throws(LuaError) {
    let encoder = encoder
    try encoder.begin(count: 2)
    try encoder.put(string: name)
    try encoder.beginTable(pairs: functions.count + values.count)
    for (function, body) in functions {
      try encoder.put(string: function)
      try encoder.put(callback: callbacks.count)
      callbacks.append(body)
    }
    for (key, value) in values {
      try encoder.put(string: key)
      try encoder.put(value, depth: 1)
    }
    moduleMembers[name] = (Array(functions.keys) + Array(values.keys)).sorted()
    let status = withExtendedLifetime(values) { hlua_set_module(vm) }
    guard status == HLUA_OK else { throw failure(status, timeLimit: 0) }
  }

  // MARK: Entering Lua

  private func run(
    bytes: [UInt8], chunk: String, script: String, arguments: [String]
  ) throws(LuaError) -> [LuaValue] {
    try encoder.encode(arguments.map { .string($0) })
    let status = withoutShebang(bytes).withUnsafeBytes { source in
      hlua_run(
        vm, source.bindMemory(to: CChar.self).baseAddress, source.count, chunk, script, chunkBudget)
    }
    outgoing = []
    guard status == HLUA_OK else { throw failure(status, timeLimit: options.chunkTimeLimit) }
    return try LuaDecoder.decode(exchange, home: home)
  }

  /// What an entry that ended with `status` has to say.
  private func failure(_ status: Int32, timeLimit: Double) -> LuaError {
    let last = hlua_last_failure(vm).pointee
    let message = text(last.message)
    let location = last.line > 0 ? LuaLocation(file: text(last.file), line: Int(last.line)) : nil
    defer { thrown = nil }
    switch Int(status) {
    case HLUA_SYNTAX: return syntaxError(message)
    case HLUA_MEMORY: return .memory(limit: options.memoryLimit)
    case HLUA_TIME: return innerLimit ?? .time(limit: timeLimit, location: location)
    case HLUA_INTERRUPTED: return innerLimit ?? .interrupted(location: location)
    default:
      let traceback = text(last.traceback)
      // The script may have caught the message and raised it again, with its own position in front.
      if let thrown, message == thrown.text || message.hasSuffix(": " + thrown.text) {
        // An error of an inner call knows its own, deeper place.
        if let inner = thrown.error as? LuaError, inner.location != nil { return inner }
        return .host(thrown.error, location: location, traceback: traceback)
      }
      return .runtime(message: message, location: location, traceback: traceback)
    }
  }

  /// The limit of a call within a callback, which ended the script: it has its own place, and its own bound.
  private var innerLimit: LuaError? {
    var error = thrown?.error
    while case .host(let inner, _, _)? = error as? LuaError { error = inner }
    switch error as? LuaError {
    case .time?, .interrupted?: return error as? LuaError
    default: return nil
    }
  }

  /// Lua puts `file:line: ` in front; the file may hold colons itself.
  private func syntaxError(_ message: String) -> LuaError {
    guard let match = message.firstMatch(of: #/^(.*?):(\d+): /#), let line = Int(match.2) else {
      return .syntax(message: message, location: nil)
    }
    return .syntax(
      message: String(message[match.range.upperBound...]), location: LuaLocation(file: String(match.1), line: line))
  }

  private func text(_ buffer: hlua_buffer) -> String {
    String(decoding: UnsafeBufferPointer(start: buffer.bytes, count: buffer.count), as: UTF8.self)
  }
}
