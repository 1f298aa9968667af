-- luacheck examples abstractions
std = "lua54"
max_line_length = 160
exclude_files = { "editor" }
