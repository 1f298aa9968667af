import CFR

/// Two trainings play each other.
extension SampledTrainer {
  /// Plays against another training of the same game and tree, here: chips a hand.
  ///
  /// - Throws: `TrainingError.limit` where game or tree differ.
  public func match(against other: SampledTrainer, deals: Int) throws -> Estimate {
    try checkOpponent(other)
    return HeadToHead(solver, cards, other.solver, other.cards, ranges: job.ranges).play(deals: deals, seed: job.seed)
  }

  /// Plays against another training of the same game and tree on some boards, exactly on each (`BoardMatch`): chips a hand.
  ///
  /// - Throws: `TrainingError.limit` where game or tree differ, or for more than two players.
  public func match(against other: SampledTrainer, boards: Int) throws -> Estimate {
    try checkOpponent(other)
    guard job.tree.players == 2 else { throw TrainingError.limit("`boards` is for games of two players; this one has \(job.tree.players)") }
    for side in [self, other] { try side.checkWholeGame("a match on boards") }
    return try BoardMatch(solver, cards, other.solver, other.cards).play(boards: boards, seed: job.seed)
  }

  /// - Throws: `TrainingError.limit` for a spot, or with perfect recall: whole games are taken board by board, each with its street's own buckets.
  func checkWholeGame(_ what: String) throws(TrainingError) {
    guard job.ranges == nil else { throw .limit("\(what) is for whole games, not for spots") }
    guard job.cards.recall == .imperfect else { throw .limit("\(what) is not possible with perfect recall of buckets") }
  }

  private func checkOpponent(_ other: SampledTrainer) throws {
    try checkWhole()
    try other.checkWhole()
    guard job.tree.rules == other.job.tree.rules, job.tree.decisions == other.job.tree.decisions, job.ranges == other.job.ranges else {
      throw TrainingError.limit("two trainings can play each other if their games and betting trees are the same; these differ")
    }
  }
}
