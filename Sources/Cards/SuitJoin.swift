/// How the indices of four suits become the index of a hand, for one distribution of cards over suits: as `HandIndexer.Configuration` does, with
/// all that depends on the distribution alone worked out.
struct SuitJoin: BitwiseCopyable {
    private var offset = 0
    /// By suit: its factor; 0 for a suit without cards or one of a group.
    private var factors = SIMD4<UInt32>(repeating: 0)
    /// The suits of two pairs of interchangeable suits; factors of pairs that are not there are 0.
    private var pairs = SIMD4<UInt8>(repeating: 0)
    private var pairFactors = SIMD2<UInt32>(repeating: 0)
    /// The suits of a group of three or four, how many, and its factor.
    private var group = SIMD4<UInt8>(repeating: 0)
    private var groupLength = 0
    private var groupFactor = 0

    init(_ indexer: HandIndexer, distribution: Int, round: Int) {
        let assignment = indexer.assignments[indexer.firstAssignment[round] + distribution]
        let configuration = indexer.configurations[Int(assignment.configuration)]
        offset = configuration.offset
        var factor = 1, pair = 0, place = 0
        while place < 4, configuration.counts[place] != 0 {
            let length = Int(configuration.group[place])
            func suit(_ further: Int) -> UInt8 { assignment.order >> UInt8(2 * (place + further)) & 3 }
            switch length {
            case 1: factors[Int(suit(0))] = UInt32(factor)
            case 2:
                (pairs[2 * pair], pairs[2 * pair + 1]) = (suit(0), suit(1))
                pairFactors[pair] = UInt32(factor)
                pair += 1
            default:
                for further in 0..<length { group[further] = suit(further) }
                groupLength = length
                groupFactor = factor
            }
            factor *= configuration.groupSize(at: place)
            place += length
        }
    }

    /// - Parameter suits: by suit: the index of its ranks.
    @inline(__always)
    func index(_ suits: SIMD4<UInt32>) -> Int {
        var sum = offset
        sum &+= Int(suits[0]) &* Int(factors[0]) &+ Int(suits[1]) &* Int(factors[1])
        sum &+= Int(suits[2]) &* Int(factors[2]) &+ Int(suits[3]) &* Int(factors[3])
        sum &+= Self.pair(suits[Int(pairs[0] & 3)], suits[Int(pairs[1] & 3)]) &* Int(pairFactors[0])
        sum &+= Self.pair(suits[Int(pairs[2] & 3)], suits[Int(pairs[3] & 3)]) &* Int(pairFactors[1])
        return _slowPath(groupLength != 0) ? sum &+ grouped(suits) : sum
    }

    /// The number of a multiset of two.
    @inline(__always)
    private static func pair(_ a: UInt32, _ b: UInt32) -> Int {
        let high = Int(max(a, b))
        return Int(min(a, b)) &+ high &* (high &+ 1) / 2
    }

    private func grouped(_ suits: SIMD4<UInt32>) -> Int {
        var sorted = SIMD4<UInt32>(repeating: 0)
        for place in 0..<groupLength {
            var slot = place
            let value = suits[Int(group[place] & 3)]
            while slot > 0, sorted[slot - 1] > value {
                sorted[slot] = sorted[slot - 1]
                slot -= 1
            }
            sorted[slot] = value
        }
        return (0..<groupLength).reduce(0) { $0 + Binomials.choose(Int(sorted[$1]) + $1, $1 + 1) } * groupFactor
    }
}

/// Owns the tables of a `HoleCardIndexer`.
final class HoleCardTables: @unchecked Sendable {
    /// By the mask of a suit's ranks: its number among the masks of as many ranks, colexicographically.
    let colex: UnsafeMutablePointer<UInt16>
    /// By number of ranks: how many sets of so many there are.
    let ways: UnsafeMutablePointer<UInt32>
    /// By card: 1 for each card above it in its suit; at 52, by card: its rank.
    let base: UnsafeMutablePointer<SIMD64<UInt8>>
    /// By the way the board's cards are distributed over suits, then by the suits of the low and the high hole card.
    let entries: UnsafeMutablePointer<SuitJoin>

    init(_ indexer: HandIndexer) {
        colex = .allocate(capacity: 1 << 13)
        ways = .allocate(capacity: 16)
        base = .allocate(capacity: 53)
        var seen = [UInt16](repeating: 0, count: 14)
        for mask in 0..<1 << 13 {
            (colex + mask).initialize(to: seen[mask.nonzeroBitCount])
            seen[mask.nonzeroBitCount] += 1
        }
        for count in 0..<16 { (ways + count).initialize(to: count <= indexer.ranks ? UInt32(Binomials.choose(indexer.ranks, count)) : 0) }
        var ranks = SIMD64<UInt8>(repeating: 0)
        for card in 0..<52 {
            var above = SIMD64<UInt8>(repeating: 0)
            for other in stride(from: card + 4, to: 52, by: 4) { above[other] = 1 }
            (base + card).initialize(to: above)
            ranks[card] = UInt8(card / 4)
        }
        (base + 52).initialize(to: ranks)
        let round = indexer.cardsPerRound.count - 1
        let holeCards = indexer.cardsPerRound[round]
        let boards = round == 1 ? Composition.all(of: indexer.cardsPerRound[0]) : [SIMD4(repeating: 0)]
        entries = .allocate(capacity: boards.count * 16)
        for board in boards {
            let way = round == 1 ? Composition.index(board) : 0
            for low in 0..<4 {
                for high in 0..<4 {
                    var hole = SIMD4<UInt16>(repeating: 0)
                    hole[low] += 1
                    // A single card is its own low and high one.
                    if holeCards == 2 { hole[high] += 1 }
                    (entries + (way * 16 + low * 4 + high)).initialize(
                        to: SuitJoin(indexer, distribution: way * Composition.count(of: holeCards) + Composition.index(hole), round: round))
                }
            }
        }
    }

    deinit {
        colex.deallocate()
        ways.deallocate()
        base.deallocate()
        entries.deallocate()
    }
}
