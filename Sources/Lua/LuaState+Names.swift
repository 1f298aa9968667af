import CLuaShims

extension LuaState {
  /// The members of a value that may be meant by a word, in no certain order.
  ///
  /// Nothing of the script's is run: where a metamethod that is a function would have to be asked, or a property of a ``LuaObject``, there are no names.
  ///
  /// - Parameters:
  ///   - path: the names by which the value is reached from the globals; empty for the globals themselves.
  ///   - prefix: what the names begin with.
  public func names(in path: [String], beginningWith prefix: String) -> [LuaName] {
    do {
      try encoder.encode((path + [prefix]).map { .string($0) })
      guard hlua_names(vm) == HLUA_OK else { return [] }
      switch try LuaDecoder.decode(exchange, home: home).first {
      case .object(let object):
        let type = object.type
        return type.memberNames.filter { $0.hasPrefix(prefix) }.map { LuaName(text: $0, isFunction: type.methods[$0] != nil) }
      case .table(let table):
        let list = table.array
        return stride(from: 0, to: list.count - 1, by: 2).compactMap { index in
          list[index].stringValue.map { LuaName(text: $0, isFunction: list[index + 1] == .boolean(true)) }
        }
      default: return []
      }
    } catch { return [] }
  }
}
