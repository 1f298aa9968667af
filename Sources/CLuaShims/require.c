// require: modules of the host, and files that the host finds. Each is loaded once.

#include <string.h>

#include "vm.h"

// While a module's file runs, this is its value, and the list under the empty name holds the names being loaded.
static const char loading_mark;

static void push_loading(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, HLUA_MODULES);
  luaL_getsubtable(L, -1, "");
  lua_remove(L, -2);
}

// Runs when the file has returned or failed (as __close): the name leaves the list, and a failure can be retried.
static int leave(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, HLUA_MODULES);
  lua_rawgeti(L, 1, 1);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) == LUA_TLIGHTUSERDATA) {
    lua_pop(L, 1);
    lua_pushnil(L);
    lua_rawset(L, -3);
  }
  push_loading(L);
  lua_pushnil(L);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2));
  return 0;
}

static void enter_module(lua_State *L) {  // stack: ..., list of names being loaded
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pushvalue(L, 1);
  lua_pushlightuserdata(L, (void *)&loading_mark);
  lua_rawset(L, 2);
  lua_createtable(L, 1, 0);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, 1);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, leave);
  lua_setfield(L, -2, "__close");
  lua_setmetatable(L, -2);
  lua_toclose(L, -1);
}

static int raise_cycle(lua_State *L) {
  push_loading(L);
  int list = lua_gettop(L);
  lua_Integer count = (lua_Integer)lua_rawlen(L, list), i = 1;
  for (bool found = false; i <= count && !found; i++) {
    lua_rawgeti(L, list, i);
    found = lua_rawequal(L, -1, 1);
    lua_pop(L, 1);
  }
  luaL_Buffer names;
  luaL_buffinit(L, &names);
  luaL_addstring(&names, "modules require each other in a circle: ");
  for (i--; i <= count; i++) {
    lua_rawgeti(L, list, i);
    luaL_addvalue(&names);
    luaL_addstring(&names, " -> ");
  }
  lua_pushvalue(L, 1);
  luaL_addvalue(&names);
  luaL_pushresult(&names);
  return hlua_raise(L);
}

// Upvalue: the stock require, or nil in the sandbox.
static int require_module(lua_State *L) {
  size_t length;
  const char *name = luaL_checklstring(L, 1, &length);
  lua_settop(L, 1);
  lua_getfield(L, LUA_REGISTRYINDEX, HLUA_MODULES);
  lua_pushvalue(L, 1);
  int known = length == 0 ? LUA_TNIL : lua_rawget(L, 2);
  if (known == LUA_TLIGHTUSERDATA) return raise_cycle(L);
  if (known != LUA_TNIL) return 1;
  lua_settop(L, 2);

  int answer = hlua_ask(L, HLUA_ASK_MODULE, 0, NULL, name, length);
  if (answer == HLUA_ANSWER_UNKNOWN && !lua_isnil(L, lua_upvalueindex(1))) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    return 1;
  }
  if (answer != HLUA_ANSWER_VALUES) return hlua_raise_answer(L);
  hlua_decode(L);  // 3: path, 4: source
  push_loading(L);
  enter_module(L);

  size_t size;
  const char *source = lua_tolstring(L, 4, &size);
  const char *chunk = lua_pushfstring(L, "@%s", lua_tostring(L, 3));
  if (luaL_loadbufferx(L, source, size, chunk, "t") != LUA_OK) {
    hlua_raise_if_tripped(L);
    lua_pushfstring(L, "cannot load module '%s': %s", name, lua_tostring(L, -1));
    return hlua_raise(L);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_call(L, 2, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushboolean(L, 1);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2);
  lua_rawset(L, 2);
  return 1;
}

void hlua_open_require(lua_State *L) {
  lua_newtable(L);
  lua_setfield(L, LUA_REGISTRYINDEX, HLUA_MODULES);
  lua_getglobal(L, "require");
  lua_pushcclosure(L, require_module, 1);
  lua_setglobal(L, "require");
}
