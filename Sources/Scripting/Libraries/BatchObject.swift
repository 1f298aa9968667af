import Lua

/// Where a loop of `holdem.batch` is.
public struct BatchProgress: Hashable, Sendable {
  /// The entry that the loop works at, counted from 1, and how many there are.
  public var index: Int
  public var count: Int
  /// The entry itself, if it is a text or a number.
  public var label: String
}

/// The loop of `for i, board in holdem.batch(boards) do`: it walks a list as `ipairs` does, shows one progress line for all, and ends after the entry
/// that an interruption cut short.
final class BatchObject: LuaObject {
  /// The host's own words: no keys of scripts.
  private static let step = "step"
  static let luaType = LuaObjectType("batch", of: BatchObject.self, methods: [step: { batch, _ in [.boolean(batch.begin())] }])

  private let labels: [String]
  private let host: ScriptHost
  /// The entry under way; 0 before the first.
  private var index = 0
  private var isOver = false

  private init(_ list: LuaTable, host: ScriptHost) {
    labels = list.array.map { entry in
      switch entry {
      case .string(let text): text
      case .integer, .number: entry.shown
      default: ""
      }
    }
    self.host = host
    super.init(type: Self.luaType)
  }

  /// `holdem.batch(list)`: what the `for` of a script needs: a function, and an object that is told of the loop's end however it comes.
  static func loop(_ call: LuaCall, host: ScriptHost) throws -> [LuaValue] {
    let path = "holdem.batch"
    guard case .table(let list) = call[0], list.fields.isEmpty, list.others.isEmpty else {
      throw ScriptError.value(at: path, problem: "expected a list such as { \"Td9d6h\", \"Ks7h2d\" }, found \(call[0].shown)\(call[0].shown == "a table" ? " with keys" : "")")
    }
    let batch = BatchObject(list, host: host)
    let make = try call.state.run(
      source: """
        return function(batch, list)
          return function(_, i)
            if batch:\(step)() then return i + 1, list[i + 1] end
          end
        end
        """, name: path)
    guard case .function(let make)? = make.first else { throw ScriptError.call("\(path): its loop is no function") }
    return try call.state.call(make, [.object(batch), call[0]]) + [.nil, .integer(0), .object(batch)]
  }

  /// Goes on to the next entry; false after the last one, and after an interruption.
  private func begin() -> Bool {
    guard !isOver, index < labels.count, index == 0 || !host.isInterrupted() else {
      luaClose()
      return false
    }
    index += 1
    host.onBatch(BatchProgress(index: index, count: labels.count, label: labels[index - 1]))
    return true
  }

  override func luaClose() {
    guard !isOver else { return }
    isOver = true
    host.onBatch(nil)
  }
}
