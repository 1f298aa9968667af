/// A Lua value on the Swift side of the border: plain data, or a handle on a function or an object.
///
/// Strings are text: bytes that are not UTF-8 do not cross (``LuaError/data(_:)``).
public enum LuaValue: Equatable {
  case `nil`
  case boolean(Bool)
  case integer(Int64)
  /// A float. An integral float stays a float: `1.0` in Lua is not `1` here.
  case number(Double)
  case string(String)
  case table(LuaTable)
  case function(LuaFunction)
  case object(LuaObject)

  public var boolValue: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  /// The integer, or a float that is one exactly, as Lua itself converts; nil for anything else, strings included.
  public var integerValue: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// The float, or an integer converted to one; nil for anything else, strings included.
  public var numberValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  public var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  public var tableValue: LuaTable? {
    if case .table(let value) = self { value } else { nil }
  }

  public var functionValue: LuaFunction? {
    if case .function(let value) = self { value } else { nil }
  }
}

extension LuaValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
