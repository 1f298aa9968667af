/// Which sizes are offered where.
public struct BetAbstraction {
  /// The sizes by street, position and number of raises, or whatever a script's function says.
  public enum Source {
    /// Menus by street name; the rules of a street apply in order, the first that fits is taken.
    case rules([MenuRule])
    /// Called once for each public decision, while the tree is built.
    case function((PublicState) throws -> BetMenu)
  }

  public var source: Source
  public var options: BetOptions

  public init(_ source: Source, options: BetOptions = BetOptions()) {
    self.source = source
    self.options = options
  }

  /// The same menu everywhere.
  public init(_ menu: BetMenu, options: BetOptions = BetOptions()) {
    self.init(.rules([MenuRule(menu: menu)]), options: options)
  }
}

/// One row of a bet abstraction: where it applies, and what is offered there. A nil condition always holds.
public struct MenuRule: Hashable, Sendable, CustomStringConvertible {
  /// Name of the street.
  public var street: String?
  /// "oop", "ip", "seat1"...
  public var position: String?
  /// Number of bets and raises so far on the street.
  public var raises: Int?
  /// Only where the player to act leads into the aggressor of the street before.
  public var isDonk: Bool
  public var menu: BetMenu

  public init(street: String? = nil, position: String? = nil, raises: Int? = nil, isDonk: Bool = false, menu: BetMenu) {
    self.street = street
    self.position = position
    self.raises = raises
    self.isDonk = isDonk
    self.menu = menu
  }

  func fits(_ state: PublicState) -> Bool {
    (street == nil || street == state.street) && (position == nil || position == state.position)
      && (raises == nil || raises == state.raises) && (!isDonk || (state.isDonk && state.toCall == 0))
  }

  /// Where the rule applies: "river, donk".
  public var description: String {
    let parts = [street, position, raises.map { "after \($0) raises" }, isDonk ? "donk" : nil].compactMap { $0 }
    return parts.isEmpty ? "everywhere" : parts.joined(separator: ", ")
  }
}
