-- The independent chip model (Malmuth 1987; Harville 1973): what stacks are worth in a tournament that pays places.
-- A player is first with the share of all chips that is his; for the places after that the same holds among those who are left.
local icm = {}

-- A list of so many amounts from 0, or an error that names it; `level` is that of the caller.
local function check(list, name, level)
  if type(list) ~= "table" then error("icm: " .. name .. ": expected a list of amounts from 0, found " .. tostring(list), level + 1) end
  for i = 1, #list do
    local amount = list[i]
    if type(amount) ~= "number" or not (amount >= 0 and amount < math.huge) then
      error("icm: " .. name .. "[" .. i .. "]: expected an amount from 0, found " .. tostring(amount), level + 1)
    end
  end
end

--- What each stack is worth, in the unit of the prizes. Players without chips share the places that are left.
function icm.equities(stacks, prizes)
  check(stacks, "stacks", 2)
  check(prizes, "prizes", 2)
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
  for key in pairs(tournament) do
    if key ~= "prizes" and key ~= "others" then error("icm.utility: unknown key `" .. tostring(key) .. "` (known: prizes, others)", 2) end
  end
  local prizes, others = tournament.prizes, tournament.others or {}
  check(prizes, "prizes", 2)
  check(others, "others", 2)
  return function(stacks)
    local all = { stacks[1], stacks[2] }
    table.move(others, 1, #others, 3, all)
    local equities = icm.equities(all, prizes)
    return { equities[1], equities[2] }
  end
end

return icm
