#!/usr/bin/env python3
"""Reads a policy that `solver:export("policy.json")` wrote: python3 read_policy.py policy.json"""
import json
import sys


def main(path):
    with open(path, encoding="utf-8") as file:
        policy = json.load(file)
    if policy.get("format") != "holdem-lua policy" or policy.get("version") != 1:
        sys.exit(f"{path}: no policy of a version that this script knows")
    strategy = {}  # (player, hand, board, line) -> {action: probability}
    for row in policy["rows"]:
        key = row["player"], row["hand"], row["board"], row["line"]
        if key in strategy or abs(sum(row["actions"].values()) - 1) > 1e-6:
            sys.exit(f"{path}: {' '.join(key)} is there twice, or its probabilities do not sum to 1")
        strategy[key] = row["actions"]
    print(f"{len(strategy)} information sets after {policy['iterations']} iterations of {policy['discountName']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
