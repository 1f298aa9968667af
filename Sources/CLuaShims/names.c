// The names that a word of a script may be the beginning of. Values are looked up past all metamethods that are functions, so that nothing of the
// script's is run.

#include <string.h>

#include "vm.h"

// A table's metatable may name another table for what it lacks, and so on; no further than this.
enum { chain_limit = 20 };
// Names beyond these are left out.
enum { name_limit = 1000 };

// Replaces the value on the top by the table where what it lacks is looked for; false, and nothing on the stack, if there is none.
static bool go_to_parent(lua_State *L) {
  bool has_parent = lua_getmetatable(L, -1);
  if (has_parent) {
    lua_pushliteral(L, "__index");
    lua_rawget(L, -2);
    lua_remove(L, -2);
    has_parent = lua_istable(L, -1);
  } else {
    lua_pushnil(L);
  }
  lua_remove(L, -2);
  if (!has_parent) lua_pop(L, 1);
  return has_parent;
}

// Replaces the value on the top by its member with the key at `key`; nil if there is none that can be had without running anything.
static void go_to_member(lua_State *L, int key) {
  for (int i = 0; i < chain_limit; i++) {
    if (lua_istable(L, -1)) {
      lua_pushvalue(L, key);
      if (lua_rawget(L, -2) != LUA_TNIL) {
        lua_remove(L, -2);
        return;
      }
      lua_pop(L, 1);
    }
    if (!go_to_parent(L)) break;
    if (i == chain_limit - 1) lua_pop(L, 1);
  }
  lua_pushnil(L);
}

static bool is_name(const char *text, size_t length) {
  if (length == 0 || (text[0] >= '0' && text[0] <= '9')) return false;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return true;
}

// Adds the keys of the table on the top that begin with the string at `prefix` to the list at `list`, each followed by whether its value is a function.
static void add_names(lua_State *L, int prefix, int list) {
  size_t wanted;
  const char *beginning = lua_tolstring(L, prefix, &wanted);
  lua_Integer count = (lua_Integer)lua_rawlen(L, list);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    size_t length = 0;
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tolstring(L, -2, &length) : NULL;
    if (name == NULL || length < wanted || memcmp(name, beginning, wanted) != 0 || !is_name(name, length)) {
      lua_pop(L, 1);
      continue;
    }
    if (count >= 2 * name_limit) {
      lua_pop(L, 2);
      return;
    }
    lua_pushboolean(L, lua_isfunction(L, -1));
    lua_rawseti(L, list, count + 2);
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, list, count + 1);
    count += 2;
  }
}

int hlua_names_entry(lua_State *L) {
  lua_settop(L, 0);
  int prefix = hlua_decode(L), list = prefix + 1;
  luaL_checkstack(L, LUA_MINSTACK, "a long path");
  lua_newtable(L);
  lua_pushglobaltable(L);
  for (int key = 1; key < prefix; key++) go_to_member(L, key);
  if (hlua_to_object(L, -1) == NULL) {
    bool is_there = true;
    for (int i = 0; i < chain_limit && is_there; i++) {
      if (lua_istable(L, -1)) add_names(L, prefix, list);
      is_there = go_to_parent(L);
    }
    lua_settop(L, list);
  }
  if (!hlua_encode(L, lua_gettop(L), 1, "name")) return lua_error(L);
  return 0;
}
