// What a script sees: an allow-list, so that what a later Lua adds stays closed until someone has thought about it.

#include <string.h>

#include "vm.h"

static const char *const allowed_globals[] = {
  "_G", "_VERSION", "assert", "collectgarbage", "coroutine", "error", "getmetatable", "ipairs", "load", "math",
  "next", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable",
  "string", "table", "tonumber", "tostring", "type", "utf8", "xpcall", NULL,
};

static bool is_allowed(const char *name) {
  for (const char *const *allowed = allowed_globals; *allowed != NULL; allowed++) {
    if (strcmp(*allowed, name) == 0) return true;
  }
  return false;
}

static void close_other_globals(lua_State *L) {
  lua_pushglobaltable(L);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pop(L, 1);
    if (is_allowed(lua_tostring(L, -1))) continue;
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, -4);
  }
  lua_getfield(L, -1, "string");
  lua_pushnil(L);
  lua_setfield(L, -2, "dump");
  lua_pop(L, 2);
}

static int print(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, '\t');
    luaL_tolstring(L, i, NULL);
    luaL_addvalue(&line);
  }
  luaL_addchar(&line, '\n');
  luaL_pushresult(&line);
  size_t length;
  const char *bytes = lua_tolstring(L, -1, &length);
  hlua_vm *vm = hlua_of(L);
  vm->host.print(vm->host.context, bytes, length);
  return 0;
}

static int count_garbage(lua_State *L) {
  if (strcmp(luaL_optstring(L, 1, "collect"), "count") != 0) {
    lua_pushliteral(L, "collectgarbage allows \"count\" only: memory is managed for the script");
    return hlua_raise(L);
  }
  lua_pushnumber(L, (lua_Number)hlua_of(L)->used / 1024);
  return 1;
}

// Without a seed the stock function takes one from the clock. Upvalue: the stock function.
static int seed_random(lua_State *L) {
  luaL_checknumber(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

static void seed_state(lua_State *L, const hlua_options *options) {
  lua_getglobal(L, "math");
  lua_getfield(L, -1, "randomseed");
  lua_pushvalue(L, -1);
  lua_pushinteger(L, options->seed);
  lua_call(L, 1, 0);
  lua_pushcclosure(L, seed_random, 1);
  lua_setfield(L, -2, "randomseed");
  lua_pop(L, 1);
}

void hlua_open_sandbox(lua_State *L, const hlua_options *options) {
  if (options->trusted) {
    luaL_openlibs(L);
  } else {
    static const luaL_Reg libraries[] = {
      {LUA_GNAME, luaopen_base},      {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
      {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}, {LUA_COLIBNAME, luaopen_coroutine},
    };
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
      luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
      lua_pop(L, 1);
    }
    close_other_globals(L);
    lua_register(L, "collectgarbage", count_garbage);
  }
  lua_register(L, "print", print);
  seed_state(L, options);
  hlua_open_protection(L);
  hlua_open_order(L);
  hlua_open_strings(L);
  hlua_open_tables(L);
  hlua_open_require(L);
}
