-- Prints a line for each evaluation of a sampled training: for `on_evaluate`.
return function(run)
  local parts = { string.format("%6.0f s  %5.0f M traversals  %6.2f G nodes", run.seconds, run.traversals / 1e6, run.nodes / 1e9) }
  local names = {}
  for name in pairs(run.measures) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local x = run.measures[name]
    parts[#parts + 1] = string.format("%s %+.1f (%.1f)", name:gsub("_", " "), 100 * x.mean, 100 * x.interval)
  end
  print(table.concat(parts, "  ") .. "  bb/100")
end
