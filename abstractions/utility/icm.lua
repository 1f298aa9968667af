-- The independent chip model (Malmuth 1987; Harville 1973): what stacks are worth in a tournament that pays places.
-- A player is first with the share of all chips that is his; for the places after that the same holds among those who are left.
local icm = {}

--- What each stack is worth, in the unit of the prizes. Players without chips share the places that are left.
function icm.equities(stacks, prizes)
  local count, total, equities = #stacks, 0, {}
  if count > 16 then error("icm: at most 16 stacks", 2) end
  for i, stack in ipairs(stacks) do total, equities[i] = total + stack, 0 end
  -- reached[set]: how likely it is that the players of a set, one bit each, take the first places. `chips[set]`: their chips.
  local reached, chips, members = { [0] = 1 }, { [0] = 0 }, { [0] = 0 }
  for set = 0, (1 << count) - 1 do
    local place, chance = members[set] + 1, reached[set]
    local left, prize = total - chips[set], prizes[place]
    for i = 1, count do
      local bit = 1 << (i - 1)
      if set & bit == 0 then
        local share = left > 1e-9 * total and stacks[i] / left or 1 / (count - members[set])
        local after = set | bit
        members[after], chips[after] = place, chips[set] + stacks[i]
        reached[after] = (reached[after] or 0) + chance * share
        if prize then equities[i] = equities[i] + chance * share * prize end
      end
    end
  end
  return equities
end

--- A `utility` for holdem.solver: the prize money of both players of a hand, while `others` sit out with their stacks.
function icm.utility(tournament)
  local prizes, others = tournament.prizes, tournament.others or {}
  return function(stacks)
    local all = { stacks[1], stacks[2] }
    table.move(others, 1, #others, 3, all)
    local equities = icm.equities(all, prizes)
    return { equities[1], equities[2] }
  end
end

return icm
