// pairs and next in an order that depends on the table's contents alone. Stock Lua walks string keys in the order of
// their hashes, which are seeded from addresses and so differ from one process to the next.
//
// The order: the keys 1, 2, 3, ... up to the first one absent; then the other numbers, ascending; then strings, by
// bytes; then false and true. Keys that are tables, functions, coroutines or objects come last, in no certain order.
// It costs one pass over the table, and a sort of the keys outside the array. A key set to nil during the walk is
// skipped; one added during the walk is not visited.

#include <stdlib.h>
#include <string.h>

#include "vm.h"

enum { rank_number, rank_string, rank_boolean, rank_other };

typedef struct {
  int rank;
  double number;
  lua_Integer integer;  // breaks ties between numbers that round to the same double; for booleans, the value
  const char *bytes;
  size_t length;
  lua_Integer slot;  // where the key is in the list being sorted
} sort_key;

static int compare(const void *left, const void *right) {
  const sort_key *a = left, *b = right;
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  if (a->rank == rank_number && a->number != b->number) return a->number < b->number ? -1 : 1;
  if (a->rank == rank_string) {
    size_t shorter = a->length < b->length ? a->length : b->length;
    int difference = memcmp(a->bytes, b->bytes, shorter);
    if (difference != 0) return difference;
    if (a->length != b->length) return a->length < b->length ? -1 : 1;
  }
  if (a->integer != b->integer) return a->integer < b->integer ? -1 : 1;
  return a->slot < b->slot ? -1 : a->slot > b->slot;
}

static void describe(lua_State *L, sort_key *key, lua_Integer slot) {
  memset(key, 0, sizeof *key);
  key->slot = slot;
  key->rank = rank_other;
  switch (lua_type(L, -1)) {
    case LUA_TNUMBER:
      key->rank = rank_number;
      key->number = lua_tonumber(L, -1);
      key->integer = lua_tointegerx(L, -1, NULL);
      break;
    case LUA_TSTRING:
      key->rank = rank_string;
      key->bytes = lua_tolstring(L, -1, &key->length);
      break;
    case LUA_TBOOLEAN:
      key->rank = rank_boolean;
      key->integer = lua_toboolean(L, -1);
      break;
    default: break;
  }
}

// Replaces the list of `count` keys on the top of the stack by a sorted one.
static void sort_keys(lua_State *L, lua_Integer count) {
  sort_key *keys = lua_newuserdatauv(L, (size_t)count * sizeof(sort_key), 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, -2, i + 1);
    describe(L, &keys[i], i + 1);
    lua_pop(L, 1);
  }
  qsort(keys, (size_t)count, sizeof(sort_key), compare);
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, -3, keys[i].slot);
    lua_rawseti(L, -2, i + 1);
  }
  lua_replace(L, -3);
  lua_pop(L, 1);
}

// Pushes the sorted list of the keys of the table at index 1 that are outside its array, or nil when there are none;
// gives the length of the array.
static lua_Integer push_order(lua_State *L) {
  lua_Integer border = 0, count = 0;
  hlua_check(L);
  lua_pushnil(L);  // becomes the list
  int list = lua_gettop(L);
  lua_pushnil(L);
  bool more = lua_next(L, 1);
  while (more && lua_isinteger(L, -2) && lua_tointeger(L, -2) == border + 1) {
    border++;
    lua_pop(L, 1);
    more = lua_next(L, 1);
  }
  if (!more) return border;
  while (lua_rawgeti(L, 1, border + 1) != LUA_TNIL) {
    border++;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  for (; more; more = lua_next(L, 1)) {
    lua_pop(L, 1);
    if (lua_isinteger(L, -1) && (lua_Unsigned)lua_tointeger(L, -1) - 1 < (lua_Unsigned)border) continue;
    if (count == 0) {
      lua_newtable(L);
      lua_replace(L, list);
    }
    lua_pushvalue(L, -1);
    lua_rawseti(L, list, ++count);
  }
  if (count > 1) sort_keys(L, count);
  return border;
}

// The iterator of pairs. Upvalues: the list of keys outside the array, the length of the array, the steps taken.
static int step(lua_State *L) {
  lua_Integer border = lua_tointeger(L, lua_upvalueindex(2));
  lua_Integer taken = lua_tointeger(L, lua_upvalueindex(3));
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  for (;;) {
    taken++;
    if (taken <= border) {
      lua_pushinteger(L, taken);
    } else if (lua_isnil(L, lua_upvalueindex(1)) ||
               lua_rawgeti(L, lua_upvalueindex(1), taken - border) == LUA_TNIL) {
      lua_pushnil(L);
      return 1;
    }
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) break;
    lua_settop(L, 1);
  }
  lua_pushinteger(L, taken);
  lua_replace(L, lua_upvalueindex(3));
  return 2;
}

static int ordered_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_pushinteger(L, push_order(L));
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, step, 3);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

static void set_first(lua_State *L, bool present) {
  if (present) lua_pushboolean(L, 1); else lua_pushnil(L);
  lua_rawseti(L, 1, 1);
}

// `next` has no state of its own, so the order of the table being walked is kept aside: the list of keys, with the
// length of the array at index -1 and the position of the last key given at index 0.
static void push_kept_order(lua_State *L, bool afresh) {
  lua_getfield(L, LUA_REGISTRYINDEX, HLUA_ORDERS);
  lua_pushvalue(L, 1);
  if (!afresh && lua_rawget(L, -2) != LUA_TNIL) {
    lua_remove(L, -2);
    return;
  }
  lua_settop(L, 2);
  // The key 1 is given without an order being made; should the walk have cleared it, it is put back for the making.
  lua_pushinteger(L, 1);
  bool cleared = lua_rawequal(L, 2, -1) && lua_rawgeti(L, 1, 1) == LUA_TNIL;
  lua_settop(L, 2);
  if (cleared) set_first(L, true);
  lua_Integer border = push_order(L);
  if (cleared) set_first(L, false);
  if (lua_isnil(L, -1)) {
    lua_newtable(L);
    lua_replace(L, -2);
  }
  lua_pushinteger(L, border);
  lua_rawseti(L, -2, -1);
  lua_pushinteger(L, 0);
  lua_rawseti(L, -2, 0);
  lua_getfield(L, LUA_REGISTRYINDEX, HLUA_ORDERS);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -3);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

static void forget_order(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, HLUA_ORDERS);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

static lua_Integer kept(lua_State *L, int index) {
  lua_rawgeti(L, 3, index);
  lua_Integer value = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return value;
}

// The place in the kept order (index 3) of the key at index 2: usually the last one given.
static lua_Integer place_of_key(lua_State *L) {
  lua_Integer last = kept(L, 0);
  lua_rawgeti(L, 3, last);
  bool same = last > 0 && lua_rawequal(L, -1, 2);
  lua_pop(L, 1);
  if (same) return last;
  for (lua_Integer i = 1; lua_rawgeti(L, 3, i) != LUA_TNIL; i++) {
    same = lua_rawequal(L, -1, 2);
    lua_pop(L, 1);
    if (same) return i;
  }
  lua_pushliteral(L, "next was given a key that the table did not hold when the walk began");
  return hlua_raise(L);
}

static int ordered_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  bool first = lua_isnil(L, 2);
  if (first && lua_rawgeti(L, 1, 1) != LUA_TNIL) {
    forget_order(L);
    lua_pushinteger(L, 1);
    lua_insert(L, -2);
    return 2;
  }
  lua_settop(L, 2);
  push_kept_order(L, first);
  lua_Integer place = 1, border = kept(L, -1);
  if (!first && lua_isinteger(L, 2) && (lua_Unsigned)lua_tointeger(L, 2) - 1 < (lua_Unsigned)border) {
    for (lua_Integer i = lua_tointeger(L, 2) + 1; i <= border; i++) {
      lua_pushinteger(L, i);
      if (lua_rawgeti(L, 1, i) != LUA_TNIL) return 2;
      lua_settop(L, 3);
    }
  } else if (!first) {
    place = place_of_key(L) + 1;
  }
  for (; lua_rawgeti(L, 3, place) != LUA_TNIL; place++) {
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) {
      lua_pushinteger(L, place);
      lua_rawseti(L, 3, 0);
      return 2;
    }
    lua_settop(L, 3);
  }
  forget_order(L);
  lua_pushnil(L);
  return 1;
}

void hlua_open_order(lua_State *L) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_setfield(L, LUA_REGISTRYINDEX, HLUA_ORDERS);
  lua_register(L, "pairs", ordered_pairs);
  lua_register(L, "next", ordered_next);
}
