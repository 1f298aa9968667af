import CFR

/// What a solve will cost, before it is started: street by street, with totals.
public struct PriceTable: Sendable {
  public var rows: [PriceRow]
  /// Everything the solve will take, in bytes.
  public var memory: Int
  /// What it may take, if there is a limit.
  public var memoryLimit: Int?
  /// How numbers are kept, if that is worth a word.
  public var storage: String?
  /// Numbers read or written in one iteration, if known.
  public var numbersPerIteration: Int?
  /// Measured or estimated, if known.
  public var secondsPerIteration: Double?

  public init(
    rows: [PriceRow], memory: Int, memoryLimit: Int? = nil, storage: String? = nil, numbersPerIteration: Int? = nil, secondsPerIteration: Double? = nil
  ) {
    self.rows = rows
    self.memory = memory
    self.memoryLimit = memoryLimit
    self.storage = storage
    self.numbersPerIteration = numbersPerIteration
    self.secondsPerIteration = secondsPerIteration
  }

  /// The table, then a line each for memory and the cost of an iteration.
  public func text(style: TextStyle, width: Int) -> String {
    let width = max(width, narrowestWidth)
    return (table.lines(style: style, width: width) + [""] + notes.flatMap { wrap($0, width: width) }).joined(separator: "\n")
  }

  private var table: TextTable {
    var table = TextTable([
      .left("street"), .right("boards"), .right("decisions"), .right("actions"), .right("hands"), .right("memory"),
    ])
    for row in rows {
      table.add([
        row.street, countText(row.boards), countText(row.decisions), countText(row.actions),
        row.hands.map(countText).joined(separator: " / "), bytesText(row.bytes),
      ])
    }
    func total(_ count: (PriceRow) -> Int) -> Int { rows.reduce(0) { $0 + count($1) } }
    table.add([
      "total", countText(total(\.boards)), countText(total(\.decisions)), countText(total(\.actions)), "", bytesText(total(\.bytes)),
    ])
    return table
  }

  private var notes: [String] {
    var notes = ["memory: \(bytesText(memory))"]
    if let memoryLimit { notes[0] += " of \(bytesText(memoryLimit)) allowed" + (memory > memoryLimit ? ": it does not fit" : "") }
    if let storage { notes.append("tables: \(storage)") }
    var costs: [String] = []
    if let numbersPerIteration { costs.append(plural(numbersPerIteration, "number")) }
    if let secondsPerIteration { costs.append("about \(smallText(secondsPerIteration)) s") }
    if !costs.isEmpty { notes.append("an iteration: \(costs.joined(separator: ", "))") }
    return notes
  }
}
