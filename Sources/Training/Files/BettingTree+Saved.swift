import Abstraction
import Cards
import Game

extension BettingTree {
  /// The tree that a file's header describes.
  ///
  /// - Parameter path: of the file, for messages.
  static func saved(_ game: GameRules, decisions: [[String]], lastStreet: String?, utility: [BettingTree.Payoff]?, path: String) throws -> BettingTree {
    let tree = try BettingTreeBuilder.rebuild(try game.validated(), decisions: decisions, lastStreet: lastStreet)
    guard let utility else { return tree }
    guard let measured = tree.measured(utility) else {
      throw FileError.damaged(path: path, problem: "the \(utility.count) payoffs of its utility do not fit its tree")
    }
    return measured
  }
}

extension FileError {
  /// Does what a file's header asks for; what its game, tree or ranges get wrong is damage of the file.
  static func blaming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as GameError {
      throw damaged(path: path, problem: "its game: \(error)")
    } catch let error as AbstractionError {
      throw damaged(path: path, problem: "\(error)")
    } catch let error as CardsError {
      throw damaged(path: path, problem: "its ranges: \(error)")
    }
  }
}
