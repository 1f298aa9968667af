import CFR

/// Two trainings play each other.
extension SampledTrainer {
  /// Plays against another training of the same game and tree, here: chips a hand.
  ///
  /// - Throws: `TrainingError.limit` where game or tree differ, `TrainingError.interrupted`.
  public func match(against other: SampledTrainer, deals: Int) throws -> Estimate {
    try checkOpponent(other)
    let match = HeadToHead(solver, cards, other.solver, other.cards, ranges: job.ranges)
    guard let won = match.play(deals: deals, seed: job.seed, isOver: newInterruption()) else { throw TrainingError.interrupted }
    return won
  }

  /// Plays against another training of the same game and tree on some boards, exactly on each (`BoardMatch`): chips a hand.
  ///
  /// - Throws: `TrainingError.limit` where game or tree differ, or for more than two players; `TrainingError.interrupted`.
  public func match(against other: SampledTrainer, boards: Int) throws -> Estimate {
    try checkOpponent(other)
    guard job.tree.players == 2 else { throw TrainingError.limit("`boards` is for games of two players; this one has \(job.tree.players)") }
    for side in [self, other] { try side.checkWholeGame("a match on boards") }
    let match = BoardMatch(solver, cards, other.solver, other.cards)
    guard let won = try match.play(boards: boards, seed: job.seed, isOver: newInterruption()) else { throw TrainingError.interrupted }
    return won
  }

  /// - Throws: `TrainingError.limit` for a spot, or with perfect recall: whole games are taken board by board, each with its street's own buckets.
  func checkWholeGame(_ what: String) throws(TrainingError) {
    guard job.ranges == nil else { throw .limit("\(what) is for whole games, not for spots") }
    guard job.cards.recall == .imperfect else { throw .limit("\(what) is not possible with perfect recall of buckets") }
  }

  private func checkOpponent(_ other: SampledTrainer) throws {
    try checkWhole()
    try other.checkWhole()
    guard job.tree.rules == other.job.tree.rules, job.tree.decisions == other.job.tree.decisions, job.ranges == other.job.ranges,
      job.tree.payoffs == other.job.tree.payoffs
    else {
      throw TrainingError.limit("two trainings can play each other if their games, betting trees and utilities are the same; these differ")
    }
  }
}
