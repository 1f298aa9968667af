// The functions that catch errors. They behave as the stock ones, except that a limit once hit is raised again.

#include "vm.h"

#include <string.h>

static int finish_pcall(lua_State *L, int status, lua_KContext hidden) {
  hlua_raise_if_tripped(L);
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - (int)hidden;
  lua_pushboolean(L, 0);
  lua_pushvalue(L, -2);
  return 2;
}

static int protected_call(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
  return finish_pcall(L, status, 0);
}

// Runs the script's message handler, but not for a limit: the hook that raised it is not called inside a handler,
// so an endless one could not be stopped.
static int guarded_handler(lua_State *L) {
  if (hlua_of(L)->tripped) return 1;
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

static int protected_call_with_handler(lua_State *L) {
  int count = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, finish_pcall);
  return finish_pcall(L, status, 2);
}

// In the frame of its wrapper, so that its messages name the function and the line as ever.
int hlua_call_stock(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

// Wraps a stock function that answers with an error in place of raising it.
static int guarded(lua_State *L) {
  int count = hlua_call_stock(L);
  hlua_raise_if_tripped(L);
  return count;
}

// Puts `function` in the place of the stock function `name` of the table on the top, which becomes its upvalue.
static void replace(lua_State *L, const char *name, lua_CFunction function) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, function, 1);
  lua_setfield(L, -2, name);
}

// load, restricted to text: bytecode is not verified by Lua and could do anything.
static int load_text(lua_State *L) {
  bool has_environment = !lua_isnone(L, 4);
  const char *mode = luaL_optstring(L, 3, "t");
  if (strchr(mode, 't') == NULL) {
    lua_pushliteral(L, "load accepts text only: its mode must be \"t\"");
    return hlua_raise(L);
  }
  lua_settop(L, has_environment ? 4 : 3);
  lua_pushliteral(L, "t");
  lua_replace(L, 3);
  int count = hlua_call_stock(L);
  hlua_raise_if_tripped(L);
  return count;
}

// A finalizer would run at a moment that no limit sees (Lua switches hooks off inside it) and no rerun repeats.
static int set_metatable(lua_State *L) {
  if (lua_istable(L, 2)) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) {
      lua_pushliteral(L, "a metatable with '__gc' is not allowed: finalizers run at unpredictable moments");
      return hlua_raise(L);
    }
    lua_pop(L, 1);
  }
  return hlua_call_stock(L);
}


// Stock functions that read a string of any length without allocating anything.
static int checked(lua_State *L) {
  hlua_check(L);
  return hlua_call_stock(L);
}

void hlua_open_protection(lua_State *L) {
  lua_pushglobaltable(L);
  lua_pushcfunction(L, protected_call);
  lua_setfield(L, -2, "pcall");
  lua_pushcfunction(L, protected_call_with_handler);
  lua_setfield(L, -2, "xpcall");
  replace(L, "load", load_text);
  replace(L, "setmetatable", set_metatable);
  lua_getfield(L, -1, "coroutine");
  replace(L, "resume", guarded);
  replace(L, "close", guarded);
  lua_pop(L, 1);
  replace(L, "tonumber", checked);
  lua_getfield(L, -1, "string");
  replace(L, "pack", checked);
  replace(L, "packsize", checked);
  replace(L, "unpack", checked);
  lua_pop(L, 1);
  lua_getfield(L, -1, "utf8");
  replace(L, "len", checked);
  replace(L, "offset", checked);
  lua_pop(L, 2);
}
