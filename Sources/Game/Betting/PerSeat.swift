/// One value for each seat, held inline: copying it allocates nothing.
///
/// Behaves like an array whose length is the number of players.
@frozen
public struct PerSeat<Value: Hashable & Sendable>: Sendable {
  /// The most players a game can have.
  public static var capacity: Int { 10 }

  @usableFromInline var values: InlineArray<10, Value>
  @usableFromInline let players: Int

  /// The same value for each of `players` seats.
  @inlinable
  public init(repeating value: Value, count players: Int) {
    precondition(0 < players && players <= Self.capacity, "a game has 1 to 10 seats")
    values = InlineArray(repeating: value)
    self.players = players
  }
}

extension PerSeat: RandomAccessCollection, MutableCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { players }

  @inlinable
  public subscript(seat: Int) -> Value {
    get {
      precondition(0 <= seat && seat < players, "no such seat")
      return values[seat]
    }
    set {
      precondition(0 <= seat && seat < players, "no such seat")
      values[seat] = newValue
    }
  }
}

extension PerSeat: Hashable {
  @inlinable
  public static func == (a: Self, b: Self) -> Bool { a.elementsEqual(b) }

  @inlinable
  public func hash(into hasher: inout Hasher) {
    for value in self { hasher.combine(value) }
  }
}

extension PerSeat: ExpressibleByArrayLiteral {
  /// One value a seat, 1 to 10 of them.
  @inlinable
  public init(arrayLiteral elements: Value...) { self.init(elements) }

  /// One value a seat, 1 to 10 of them.
  @inlinable
  public init(_ elements: [Value]) {
    precondition(!elements.isEmpty && elements.count <= Self.capacity, "a game has 1 to 10 seats")
    values = InlineArray { elements[Swift.min($0, elements.count - 1)] }
    players = elements.count
  }
}

extension PerSeat: CustomStringConvertible {
  public var description: String { Array(self).description }
}
