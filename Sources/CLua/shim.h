// The system's Lua 5.4, found through pkg-config.
#include <lua.h>
#include <lualib.h>
#include <lauxlib.h>
