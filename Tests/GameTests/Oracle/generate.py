"""Plays random hands with PokerKit and writes hands.txt and digests.txt; see README.md."""

import argparse
import importlib.metadata
import pathlib
import warnings
from collections import Counter

import pokerkit
from pokerkit import Automation, BettingStructure, Card, Deck, KuhnPokerHand, Opening, RankOrder, State, Street
from pokerkit.lookups import Label, Lookup

from hands import FIXED_LIMIT, NO_LIMIT, POT_LIMIT, draw_action, draw_setup
from splitmix import Digest, SplitMix64

VERSION = importlib.metadata.version('pokerkit')
SEED = 20130522
BATCH = 1000
AUTOMATIONS = tuple(a for a in Automation if a is not Automation.HOLE_DEALING)
STRUCTURES = {
    NO_LIMIT: BettingStructure.NO_LIMIT,
    POT_LIMIT: BettingStructure.POT_LIMIT,
    FIXED_LIMIT: BettingStructure.FIXED_LIMIT,
}
CARDS = [next(Card.parse(rank + suit)) for rank in '234567' for suit in 'cdhs']


class OneCardLookup(Lookup):
    rank_order = RankOrder.STANDARD

    def _add_entries(self):
        self._add_multisets(Counter({1: 1}), (True,), Label.HIGH_CARD)


class OneCardHand(KuhnPokerHand):
    """The player's own card; the board is for show."""

    lookup = OneCardLookup()

    @classmethod
    def from_game(cls, hole_cards, board_cards=()):
        return cls(hole_cards)


class TDAState(State):
    """PokerKit's state with two of its conventions replaced by the rules of the Poker Tournament Directors Association."""

    full_bets = ()  # a full bet on each street, for the first bet or raise to be measured by
    last_full_raise = 0
    final_pots = None

    def _begin_betting(self):
        self.last_full_raise = self.full_bets[self.street_index]
        super()._begin_betting()

    def complete_bet_or_raise_to(self, amount=None, **options):
        size = amount - max(self.bets)
        operation = super().complete_bet_or_raise_to(amount, **options)
        self.last_full_raise = max(self.last_full_raise, size)
        return operation

    def stock_verdict(self):
        try:
            super()._verify_completion_betting_or_raising()
        except ValueError:
            return False
        return True

    def _verify_completion_betting_or_raising(self):
        """TDA rule 47 in place of PokerKit's account of short all-ins; the other conditions are PokerKit's."""
        actor = self.actor_index
        facing = max(self.bets) - self.bets[actor]
        full = self.last_full_raise
        if self.betting_structure is BettingStructure.FIXED_LIMIT:
            full = self.full_bets[self.street_index] / 2
        if actor in self.acted_on_street() and facing < full:
            raise ValueError('The betting is not open to this player.')
        if self.completion_betting_or_raising_count == self.street.max_completion_betting_or_raising_count:
            raise ValueError('The cap on raises is reached.')
        if self.stacks[actor] <= facing:
            raise ValueError('There is nothing left to raise with.')
        if not any(
            self.statuses[i] and self.stacks[i] + self.bets[i] > max(self.bets) for i in self.player_indices if i != actor
        ):
            raise ValueError('Nobody could answer a raise.')

    def acted_on_street(self):
        acted = set()
        for operation in reversed(self.operations):
            if isinstance(operation, (pokerkit.BoardDealing, pokerkit.HoleDealing)):
                break
            if isinstance(operation, (pokerkit.CheckingOrCalling, pokerkit.CompletionBettingOrRaisingTo)):
                acted.add(operation.player_index)
        return acted

    def _begin_showdown(self):
        if self.final_pots is None:
            self.final_pots = list(super().pots)
        super()._begin_showdown()

    @property
    def pots(self):
        """TDA rule 21: the pots as they were when the betting ended, whoever mucked since; but one survivor takes them all."""
        if self._pots is None and self.final_pots is not None and sum(self.statuses) > 1:
            return iter(self.final_pots)
        return super().pots


def create_state(setup, kind=TDAState):
    fixed = setup.betting == FIXED_LIMIT
    opening = max(setup.big_blind, 0 if fixed else max(setup.blinds))
    sizes = [opening] + [setup.big_blind * (2 if fixed and street > 1 else 1) for street in (1, 2, 3)]
    streets = tuple(
        Street(False, (False,) if street == 0 else (), int(street > 0), False, Opening.POSITION, size,
               setup.max_raises if fixed else None)
        for street, size in enumerate(sizes)
    )
    # Heads-up PokerKit takes blinds and antes in the opposite order.
    order = -1 if len(setup.stacks) == 2 else 1
    kind.full_bets = tuple(sizes)
    uniform = len(set(setup.antes)) == 1
    state = kind(
        AUTOMATIONS, Deck.STANDARD, (OneCardHand,), streets, STRUCTURES[setup.betting], uniform, setup.antes[::order],
        setup.blinds[::order], 0, setup.stacks, len(setup.stacks))
    suits = Counter()
    for rank in setup.strengths:
        state.deal_hole((CARDS[4 * rank + suits[rank]],))
        suits[rank] += 1
    return state


def decisions(state):
    """Yields at each decision what is legal; checks for those who have nothing to decide (see README.md, 4)."""
    while state.actor_index is not None:
        actor = state.actor_index
        call = state.checking_or_calling_amount
        low = state.min_completion_betting_or_raising_to_amount
        legal_raise = None if low is None else (low, state.max_completion_betting_or_raising_to_amount)
        if call == 0 and legal_raise is None:
            assert all(not state.stacks[i] or not state.statuses[i] for i in state.player_indices if i != actor)
            state.check_or_call()
            continue
        yield actor, call, legal_raise


def perform(state, action):
    if action == 'f':
        state.fold()
    elif action == 'c':
        state.check_or_call()
    else:
        state.complete_bet_or_raise_to(action)


def play(setup, rng, digest, counts):
    """Plays a hand. Returns its record as text and the features that make it worth keeping."""
    state = create_state(setup)
    features = {f'players {len(setup.stacks)}', f'betting {setup.betting}'}
    if len(set(setup.antes)) > 1:
        features.add('big-blind ante')
    for post, stack, ante in zip(setup.blinds, setup.stacks, setup.antes):
        if stack < ante:
            features.add('short ante')
        elif stack < ante + post:
            features.add('short blind')
    steps = []
    streets = 0
    for actor, call, legal_raise in decisions(state):
        low, high = legal_raise or (0, 0)
        for number in (state.street_index, actor, call, low, high, state.total_pot_amount):
            digest.add(number)
        counts['decisions'] += 1
        if state.stock_verdict() != (legal_raise is not None):
            counts['reopened differently'] += 1
            features.add('reopened' if legal_raise else 'not reopened')
        action = draw_action(rng, call > 0, legal_raise)
        if streets != state.street_index:
            streets = state.street_index
            steps.append('/')
        steps.append(f'{actor}:{call}:{f"{low}-{high}" if legal_raise else ""}:{action}')
        if isinstance(action, int) and action - max(state.bets) < state.last_full_raise:
            features.add('short all-in')
        perform(state, action)
    assert not state.status
    for payoff in state.payoffs:
        digest.add(payoff)
    pots = state.final_pots or []
    if len(pots) > 2:
        features.add(f'{min(len(pots), 5)} pots')
    assert sum(state.payoffs) == 0
    counts['hands'] += 1
    record = [
        'npf'[setup.betting] + (str(setup.max_raises) if setup.betting == FIXED_LIMIT else ''), str(setup.big_blind),
        listed(setup.stacks), listed(setup.blinds), listed(setup.antes), str(setup.first), listed(setup.strengths),
        ' '.join(steps), listed(state.payoffs)]
    return '|'.join(record), features


def listed(values):
    return ','.join(map(str, values))


def merged_payoffs(setup, rng_state):
    """What the hand would have paid with PokerKit's own way of merging the side pots of mucked hands."""
    class Merging(TDAState):
        final_pots = ()
        pots = State.pots

        def _begin_showdown(self):
            State._begin_showdown(self)

    rng = SplitMix64(0)
    rng.state = rng_state
    state = create_state(setup, Merging)
    for _, call, legal_raise in decisions(state):
        perform(state, draw_action(rng, call > 0, legal_raise))
    return list(state.payoffs)


HANDS_HEAD = '''\
# Written by generate.py with PokerKit {version}. One hand a line:
# n(o limit), p(ot limit) or f(ixed limit) with its cap on raises | big blind | stacks | blinds | antes | first to act |
# strengths (0 to 5, larger is better) | decisions, streets apart by / | pay-offs
# A decision is seat:call:lowest-highest raise total (or nothing):what was done, f(old), c(all) or the total raised to.
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--hands', type=int, default=300_000, help='how many hands go into the digests')
    parser.add_argument('--keep', type=int, default=3500, help='how many hands are written in full')
    options = parser.parse_args()
    warnings.simplefilter('error')

    digests, kept, counts, seen = [], [], Counter(), Counter()
    for batch in range(options.hands // BATCH):
        digest = Digest()
        for index in range(batch * BATCH, (batch + 1) * BATCH):
            rng = SplitMix64(SEED + index)
            setup = draw_setup(rng)
            start = rng.state
            record, features = play(setup, rng, digest, counts)
            if index % 10 == 0:
                counts['hands compared with merged side pots'] += 1
                paid = [int(v) for v in record.rsplit('|', 1)[1].split(',')]
                counts['of which paid differently'] += merged_payoffs(setup, start) != paid
            # Keep a hand while its combination of features is rare among those kept.
            kind = ', '.join(sorted(features))
            if len(kept) < options.keep and seen[kind] < 4:
                seen[kind] += 1
                kept.append(record)
        digests.append(f'{digest.value:016x}')
        print(f'{(batch + 1) * BATCH} hands, {len(kept)} kept', flush=True)

    summary = ', '.join(f'{value} {name}' for name, value in counts.items())
    (options.folder / 'hands.txt').write_text(HANDS_HEAD.format(version=VERSION) + '\n'.join(kept) + '\n')
    (options.folder / 'digests.txt').write_text(
        f'# Written by generate.py with PokerKit {VERSION}: {summary}.\n'
        f'# Seed {SEED}, {BATCH} hands a line.\n' + '\n'.join(digests) + '\n')


if __name__ == '__main__':
    main()
