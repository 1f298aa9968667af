import Abstraction
import ArgumentParser
import Foundation
import Report
import Scripting
import Workers

/// `holdem-lua buckets build | show | picture`: tables of buckets that a Lua file describes.
struct BucketsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "buckets", abstract: "Build, show and draw the card buckets that a Lua file returns (holdem.cards { ... }).",
    subcommands: [Build.self, Show.self, Picture.self])

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Build the tables that are not in the cache folder, and print how good they are.")
    @Argument(help: "A Lua file that returns holdem.cards { ... }.") var file: String

    func run() throws {
      try BucketsCommand.run(file) { cards in
        let lookup = try cards.tables()
        return BucketSummary((0..<4).map { lookup.table(street: $0)?.head }).text(style: Terminal.output.style, width: Terminal.output.width)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print a hand's bucket, its neighbours and its members.")
    @Argument(help: "A Lua file that returns holdem.cards { ... }.") var file: String
    @Argument(help: "A hand such as AhKh.") var hand: String
    @Argument(help: "A board such as Td9d6h; none before the flop.") var board: String = ""

    func run() throws {
      try BucketsCommand.run(file) { cards in
        let deal = try CardsDeal(hand: hand, board: board)
        return BucketListing(try cards.tables(streets: deal.street + 1), street: deal.street, hole: deal.hole, board: deal.board).text
      }
    }
  }

  struct Picture: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Draw the buckets of a street as SVG: the equities and the size of each.")
    @Argument(help: "A Lua file that returns holdem.cards { ... }.") var file: String
    @Argument(help: "preflop, flop, turn or river.") var street: String
    @Argument(help: "The SVG file to write.") var output: String

    func run() throws {
      guard let number = ["preflop", "flop", "turn", "river"].firstIndex(of: street) else {
        throw ValidationError("\"\(street)\" is no street: preflop, flop, turn or river")
      }
      try BucketsCommand.run(file) { cards in
        guard let head = try cards.tables(streets: number + 1).table(street: number)?.head else { return "the \(street) is lossless: there is nothing to draw\n" }
        try BucketPicture(head).svg.write(toFile: output, atomically: true, encoding: .utf8)
        return ""
      }
    }
  }

  /// Evaluates a file and prints what `body` makes of its cards.
  private static func run(_ file: String, _ body: (CardsObject) throws -> String) throws {
    let interrupts = try InterruptMonitor(notice: "\ninterrupted\n", signals: InterruptMonitor.endingSignals)
    let session = Session(isInterrupted: { interrupts.isInterrupted })
    let status = session.cards(file, body)
    throw ExitCode(interrupts.isInterrupted ? interrupts.exitStatus : status)
  }
}
