"""The random hands: their set-ups and the way they are played. `RandomHand.swift` is its twin."""

from dataclasses import dataclass

from splitmix import SplitMix64

NO_LIMIT, POT_LIMIT, FIXED_LIMIT = range(3)


@dataclass
class Setup:
    betting: int
    big_blind: int
    stacks: list
    blinds: list
    antes: list
    first: int
    max_raises: int  # fixed limit only
    strengths: list


def draw_setup(rng: SplitMix64) -> Setup:
    players = 2 + rng.below(5)
    betting = (NO_LIMIT,) * 7 + (POT_LIMIT,) * 2 + (FIXED_LIMIT,)
    betting = betting[rng.below(10)]
    small_blind = 1 + rng.below(10)
    big_blind = small_blind + rng.below(small_blind + 1)
    if players == 2 and big_blind == small_blind:
        big_blind += 1  # see README.md, 5
    max_raises = 3 + rng.below(2)

    blinds = [0] * players
    antes = [0] * players
    first = 0
    has_blinds = rng.below(8) > 0
    ante_kind = rng.below(4)
    ante = 1 + rng.below(big_blind)
    straddles = rng.below(12)
    straddles = min(straddles, players - 2) if straddles in (1, 2) else 0
    if has_blinds:
        small_seat, big_seat = (1, 0) if players == 2 else (0, 1)
        blinds[small_seat] = small_blind
        blinds[big_seat] = big_blind
        for straddle in range(straddles):
            blinds[2 + straddle] = big_blind * (2 << straddle)
        first = 1 if players == 2 else (2 + straddles) % players
        if ante_kind == 2:
            antes[big_seat] = ante
    if ante_kind == 1 or not has_blinds:
        antes = [ante] * players

    stacks = []
    for _ in range(players):
        kind = rng.below(4)
        if kind == 0:
            stacks.append(1 + rng.below(3 * big_blind))
        elif kind == 1:
            stacks.append(1 + rng.below(20 * big_blind))
        elif kind == 2:
            stacks.append(big_blind * (20 + rng.below(81)))
        else:
            stacks.append(big_blind * 5 * (1 + rng.below(4)))
    # Somebody posts the largest blind in full (see README.md, 3).
    largest = max(blinds)
    seat = blinds.index(largest)
    if max(min(b, max(0, s - a)) for b, s, a in zip(blinds, stacks, antes)) < largest:
        stacks[seat] += antes[seat] + largest

    # Six ranks in four suits, one card each.
    deck = list(range(24))
    for seat in range(players):
        other = seat + rng.below(24 - seat)
        deck[seat], deck[other] = deck[other], deck[seat]
    return Setup(betting, big_blind, stacks, blinds, antes, first, max_raises, [card // 4 for card in deck[:players]])


def draw_action(rng: SplitMix64, can_fold, raise_range):
    """'f', 'c', or the total of a raise."""
    choice = rng.below(100)
    if raise_range is not None and choice < 35:
        low, high = raise_range
        kind = rng.below(8)
        if kind < 3:
            return low
        if kind == 3:
            return high
        if kind < 7:
            return low + rng.below(min(high - low, 2 * low) + 1)
        return low + rng.below(high - low + 1)
    return 'f' if can_fold and choice >= 82 else 'c'
