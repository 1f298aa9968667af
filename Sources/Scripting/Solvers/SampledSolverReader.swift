import Abstraction
import CFR
import Game
import Lua
import Training

/// Reads `holdem.solver { method = holdem.mccfr { ... }, ... }`.
struct SampledSolverReader {
  let state: LuaState
  let host: ScriptHost

  private static let path = "holdem.solver"

  func solver(_ value: LuaValue) throws -> SampledSolverObject {
    if case .table(let given) = value, given["locks"] != .nil {
      throw ScriptError.value(at: "\(Self.path): locks", problem: "holdem.mccfr cannot fix strategies: its rows are of buckets, not of hands; solve the spot with holdem.cfr")
    }
    let table = try StrictTable(value, path: Self.path, known: SampledSolverObject.keys)
    guard case .object(let object) = try table.required("game", "a game such as holdem.nolimit { ... }"), let game = object as? GameObject else {
      throw table.fault("game", "expected a game such as holdem.nolimit { ... }, found \(table["game"].shown)")
    }
    if let ranges = game.ranges {
      let hands = PrivateHands.dealt(game.rules, ranges: ranges)
      guard PrivateHands.pairWeight(hands[0], hands[1]) > 0 else { throw table.fault("game", "\(CFRError.noPossibleDeal)") }
    }
    guard case .object(let found) = table["method"], let method = found as? SampledMethodObject else {
      throw table.fault("method", "expected a method such as holdem.mccfr { sampling = \"external\" }, found \(table["method"].shown)")
    }
    guard method.sampling != .publicChance || game.rules.players == 2 else {
      throw table.fault("method", "sampling = \"public-chance\" is for two players; this game has \(game.rules.players)")
    }
    if table.has("utility"), game.rules.players > 2 {
      throw table.fault("utility", "a utility is for games of two players; this one has \(game.rules.players)")
    }
    let plain = try BetsReader(rules: game.rules, state: state).tree(table["bets"], options: table["bet_options"])
    let tree = try UtilityReader(state: state).measure(plain, try table.function("utility"))
    let cards = try readCards(table)
    let schedule = table["schedule"] == .nil ? nil : try StrictTable(table["schedule"], path: "\(Self.path): schedule", known: SampledScheduleReader.keys)
    var (schedules, traversals) = (method.schedules, method.traversals)
    if let schedule { try read(schedule, method, into: &schedules, &traversals) }
    let settings = try RunSettings(
      table, evaluate: try schedule.flatMap { table throws(ScriptError) in try CadenceReader(state: state).schedule(table, "evaluate") },
      checkpoint: try schedule.flatMap { table throws(ScriptError) in try CadenceReader(state: state).schedule(table, "checkpoint") }, host: host)
    var draft = SampledJob(
      tree: tree, ranges: game.ranges, cards: .lossless(streets: tree.rules.streets.count), buckets: try expectedBuckets(tree, cards?.plan, table), sampling: method.sampling,
      traversals: traversals, schedules: schedules, seed: UInt64(try table.integer("seed", "a whole number from 0", in: 0...Int.max) ?? 1),
      workers: try SolverObject.workers(table, host.processors), memoryLimit: try SolverObject.memory(table))
    draft.evaluation = try Self.readEvaluation(table, tree)
    host.check?(SampledCheck(tree: tree, plan: try draft.plan(), buckets: draft.buckets, sampling: method.sampling, workers: draft.workers, memoryLimit: draft.memoryLimit))
    let host = host
    let job = draft
    return SampledSolverObject(tree: tree, constructor: game.constructor, settings: settings, state: state, host: host) {
      var job = job
      if let cards { job.cards = try cards.abstraction(rules: tree.rules, streets: SampledJob.streets(tree)) }
      return job
    }
  }

  private func read(
    _ table: StrictTable, _ method: SampledMethodObject, into schedules: inout SampledJob.Schedules, _ traversals: inout Int?
  ) throws {
    try SampledScheduleReader(state: state).read(table, method.sampling, into: &schedules)
    guard let schedule = schedules.traversals else { return }
    // The logs are laid out for the first iteration's number; later ones may end earlier than a schedule asks.
    traversals = Int(try schedule.value(TrainingMoment(iteration: 1)))
  }

  // MARK: Cards

  private func readCards(_ table: StrictTable) throws(ScriptError) -> CardsObject? {
    switch table["cards"] {
    case .nil: return nil
    case .object(let object as CardsObject): return object
    default: throw table.fault("cards", "expected buckets such as holdem.cards { ... } or require \"abstractions.cards.two_hundred\", found \(table["cards"].shown)")
    }
  }

  /// The most buckets of a street without a table.
  private static let mostLossless = 2_000_000

  /// The rows of a decision on each street, before any table is built: its buckets or, with perfect recall, the paths of buckets up to it.
  private func expectedBuckets(_ tree: BettingTree, _ plan: CardPlan?, _ table: StrictTable) throws(ScriptError) -> [Int] {
    let buckets = try ownBuckets(tree, plan, table)
    guard plan?.recall == .perfect else { return buckets }
    return try buckets.indices.map { street throws(ScriptError) in
      guard buckets[street] > 0 else { return 0 }
      let paths = CardPaths.count(Array(buckets[...street]))
      guard paths <= Int(Int32.max) else {
        throw table.fault(
          "cards",
          "with perfect recall the \(tree.rules.streets[street].name) has \(buckets[...street].map { "\($0)" }.joined(separator: " x ")) paths of buckets, "
            + "more than \(Int32.max): fewer buckets, or recall = \"imperfect\""
        )
      }
      return paths
    }
  }

  /// The buckets of each street.
  private func ownBuckets(_ tree: BettingTree, _ plan: CardPlan?, _ table: StrictTable) throws(ScriptError) -> [Int] {
    let rules = tree.rules, streets = SampledJob.streets(tree)
    if let plan, !plan.recipes.isEmpty, rules.deck != .standard || rules.holeCards != 2 {
      throw table.fault("cards", "buckets are for Hold'em's 52 cards and two in the hand; this game is played with \(rules.deck.count), and \(rules.holeCards) in the hand")
    }
    return try rules.streets.indices.map { street throws(ScriptError) in
      guard street < streets else { return 0 }
      if let recipe = plan?.recipe(boardCards: rules.boardCards(onStreet: street)) { return recipe.buckets }
      let count = HandNumbering(rules, street: street).count
      guard count <= Self.mostLossless else {
        throw table.fault(
          "cards", "the \(rules.streets[street].name) has \(count) different hands: put them into buckets, with cards = require \"abstractions.cards.percentile\"")
      }
      return count
    }
  }

  // MARK: Evaluation

  static func readEvaluation(_ table: StrictTable, _ tree: BettingTree) throws(ScriptError) -> SampledEvaluation {
    var evaluation = SampledEvaluation()
    guard table.has("evaluation") else { return evaluation }
    let given = try StrictTable(table["evaluation"], path: table.place(of: "evaluation"), known: ["against", "deals", "responses", "responses_from", "flops", "exact"])
    if given.has("against") {
      guard case .table(let list) = given["against"], list.fields.isEmpty, list.others.isEmpty else {
        throw given.fault("against", "expected a list such as { \"always-call\", \"jam-fold\" }, found \(given["against"].shown)")
      }
      evaluation.baselines = try list.array.map { name throws(ScriptError) in
        guard case .string(let text) = name, let baseline = Baseline.allCases.first(where: { $0.name == text }) else {
          throw given.fault("against", "\(name.shown) is not known (known: \(Baseline.allCases.map { "\"\($0.name)\"" }.joined(separator: ", ")))")
        }
        guard baseline != .jamFold || JamFold.isKnown(of: tree.rules) else {
          throw given.fault("against", "the jam/fold equilibrium is one of no-limit Hold'em for two players from the first card")
        }
        return baseline
      }
      let names = evaluation.baselines
      if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) { throw given.fault("against", "\"\(names[twice].name)\" is there twice") }
    }
    if let deals = try given.integer("deals", "a whole number from 64", in: 64...1_000_000_000) { evaluation.deals = deals }
    if let responses = try count("responses", in: given, from: 2, to: 1_000_000_000) {
      guard tree.players == 2 || responses == 0 else {
        throw given.fault("responses", "local best response is for games of two players; this game has \(tree.players)")
      }
      evaluation.responses = responses
    }
    evaluation.responseStreet = try given.street("responses_from", tree.rules)
    if given.has("responses_from"), tree.players != 2 {
      throw given.fault("responses_from", "local best response is for games of two players; this game has \(tree.players)")
    }
    if let flops = try count("flops", in: given, from: 4, to: 1_000_000) {
      guard tree.players == 2 || flops == 0 else {
        throw given.fault("flops", "best responses bound the exploitability of two players; this game has \(tree.players)")
      }
      guard tree.rules.streets.count > 1 || flops == 0 else { throw given.fault("flops", "the game has one street: its best responses are exact") }
      evaluation.flops = flops
    }
    if try given.boolean("exact") == false { evaluation.exactBytes = 0 }
    return evaluation
  }

  /// How much a measurement samples: nothing, or as much as an interval takes.
  private static func count(_ key: String, in table: StrictTable, from least: Int, to most: Int) throws(ScriptError) -> Int? {
    let expected = "0 for none, or a whole number from \(least)"
    let count = try table.integer(key, expected, in: 0...most)
    if let count, count > 0, count < least { throw table.fault(key, "\(count) is out of range: expected \(expected)") }
    return count
  }
}
