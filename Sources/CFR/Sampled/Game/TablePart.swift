/// A part of the tables of a sampled solve, which is merged on its own: a slice of all rows that are alike, regrets or sums of strategies of decisions with the same
/// number of actions. What is alike can be added up without asking, entry by entry, what it is.
struct TablePart: Equatable {
  let isAverage: Bool
  let actions: Int
  /// Lanes that the number of a row takes in a log.
  let numberLanes: Int

  /// Lanes of a row: regrets have a stamp in front.
  var rowLanes: Int { isAverage ? actions : actions + 1 }

  /// Lanes of an entry of a log.
  var entryLanes: Int { numberLanes + actions }

  /// Rows of so many lanes, 2 to this power, belong to one slice.
  private static let blockBits = 10

  /// The slice that a row belongs to.
  @inline(__always)
  static func slice(row: Int, mask: Int) -> Int { row >> blockBits & mask }
}

extension SampledLayout {
  /// - Parameter widths: the numbers of actions that decisions have.
  static func parts(widths: Int, slices: Int) -> Int { 2 * widths * slices }

  /// The first part of regrets, or of sums, of the decisions whose number of actions is the n-th of all that there are.
  func firstPart(isAverage: Bool, width: Int) -> Int { (2 * width + (isAverage ? 1 : 0)) * slices }
}

extension SampledMemory {
  func part(_ number: Int) -> TablePart {
    let kind = number / layout.slices
    return TablePart(isAverage: kind & 1 == 1, actions: Int(game.widths[kind / 2]), numberLanes: numberLanes)
  }
}
