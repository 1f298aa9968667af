import CFR

extension SampledPlan {
  /// What a sampled training will cost, for people: street by street, with totals.
  public func text(style: TextStyle, width: Int, memoryLimit: Int? = nil) -> String {
    let width = max(width, narrowestWidth)
    var table = TextTable([.left("street"), .right("decisions"), .right("actions"), .right("buckets"), .right("memory")])
    for street in streets {
      table.add([street.name, countText(street.decisions), countText(street.actions), countText(street.buckets), bytesText(street.bytes)])
    }
    func total(_ count: (Street) -> Int) -> Int { streets.reduce(0) { $0 + count($1) } }
    table.add(["total", countText(total(\.decisions)), countText(total(\.actions)), "", bytesText(total(\.bytes))])
    var memory = "memory: \(bytesText(layout.byteCount))"
    if let memoryLimit { memory += " of \(bytesText(memoryLimit)) allowed" + (layout.byteCount > memoryLimit ? ": it does not fit" : "") }
    let bytes = Double(layout.byteCount) / Double(max(1, slots))
    let notes = [
      memory + "; \(countText(informationSets)) information sets, \(countText(slots)) action slots, \(decimalText(bytes, places: 1)) bytes a slot",
      "an iteration: \(plural(traversals, "traversal")), about \(countText(Int(nodesPerTraversal * Double(traversals)))) nodes while play is uniform",
    ]
    return (table.lines(style: style, width: width) + [""] + notes.flatMap { wrap($0, width: width) }).joined(separator: "\n")
  }
}
