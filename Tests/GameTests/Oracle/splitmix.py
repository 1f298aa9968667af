"""SplitMix64 (Steele, Lea and Flood 2014), for random numbers and for digests. `SplitMix64.swift` is its twin."""

MASK = (1 << 64) - 1


def mix(value):
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        """A number from 0 to bound - 1; the bias of the remainder does not matter here."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        return mix(self.state) % bound


class Digest:
    """A running 64-bit digest of integers."""

    def __init__(self):
        self.value = 0

    def add(self, number):
        self.value = mix(((self.value ^ (number & MASK)) + 0x9E3779B97F4A7C15) & MASK)
