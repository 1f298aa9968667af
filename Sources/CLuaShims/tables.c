// The table library with bounded work. A table may claim any length (__len) and answer any index with a C function,
// so that stock functions would run for hours without executing an instruction that the count hook could see.

#include "vm.h"

// A single call touches at most this many elements: more than the default memory limit has room for.
#define RANGE_LIMIT (1 << 24)

static void check_range(lua_State *L, lua_Integer first, lua_Integer last) {
  hlua_check(L);
  if (first > last || (lua_Unsigned)last - (lua_Unsigned)first < RANGE_LIMIT) return;
  lua_pushfstring(L, "the range from %I to %I is too long: one call handles at most %d elements",
                  (LUAI_UACINT)first, (LUAI_UACINT)last, RANGE_LIMIT);
  hlua_raise(L);
}

static lua_Integer length_or(lua_State *L, int index) {
  return lua_isnoneornil(L, index) && lua_istable(L, 1) ? luaL_len(L, 1) : luaL_optinteger(L, index, 0);
}

static void check_concat(lua_State *L) { check_range(L, luaL_optinteger(L, 3, 1), length_or(L, 4)); }

static void check_unpack(lua_State *L) { check_range(L, luaL_optinteger(L, 2, 1), length_or(L, 3)); }

static void check_move(lua_State *L) { check_range(L, luaL_checkinteger(L, 2), luaL_checkinteger(L, 3)); }

// insert and remove shift everything from the position on.
static void check_shift(lua_State *L, bool given) {
  luaL_checkany(L, 1);
  check_range(L, given ? luaL_checkinteger(L, 2) : 1, given ? luaL_len(L, 1) : 0);
}

static void check_insert(lua_State *L) { check_shift(L, lua_gettop(L) > 2); }

static void check_remove(lua_State *L) { check_shift(L, lua_gettop(L) > 1); }

static const struct {
  const char *name;
  void (*check)(lua_State *L);
} bounded[] = {
  {"concat", check_concat}, {"unpack", check_unpack}, {"move", check_move},
  {"insert", check_insert}, {"remove", check_remove},
};
enum { bounded_count = sizeof bounded / sizeof bounded[0] };

// Upvalues: the stock function, its place in `bounded`.
static int call_bounded(lua_State *L) {
  bounded[lua_tointeger(L, lua_upvalueindex(2))].check(L);
  return hlua_call_stock(L);
}

// ---------------------------------------------------------------- sort

// A merge sort: stable, so that equal elements keep their order and a rerun gives the same result (the stock sort
// picks pivots by the clock), and of n log n comparisons whatever the comparison answers.
// Stack: 1 the table, 2 the comparison or nil, 3 and 4 the list being read and the list being written.

static bool less(lua_State *L, int left, int right) {
  if (lua_isnil(L, 2)) return lua_compare(L, left, right, LUA_OPLT);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, left);
  lua_pushvalue(L, right);
  lua_call(L, 2, 1);
  bool answer = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return answer;
}

static void merge(lua_State *L, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer left = low, right = middle;
  for (lua_Integer out = low; out < high; out++) {
    lua_rawgeti(L, 3, left);
    bool take_right = left >= middle;
    if (!take_right && right < high) {
      lua_rawgeti(L, 3, right);
      take_right = less(L, 6, 5);
      lua_pop(L, 1);
    }
    if (take_right) lua_rawgeti(L, 3, right);
    lua_rawseti(L, 4, out);
    lua_settop(L, 4);
    if (take_right) right++; else left++;
    if ((out & 1023) == 0) hlua_check(L);
  }
}

static int sort(lua_State *L) {
  lua_settop(L, 2);
  if (!lua_istable(L, 1)) luaL_checktype(L, 1, LUA_TTABLE);
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_Integer count = luaL_len(L, 1);
  check_range(L, 1, count);
  if (count < 2) return 0;
  lua_createtable(L, (int)count, 0);
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 1; i <= count; i++) {
    if (lua_geti(L, 1, i) == LUA_TNIL) {
      lua_pushfstring(L, "table.sort: element %I of %I is nil", (LUAI_UACINT)i, (LUAI_UACINT)count);
      return hlua_raise(L);
    }
    lua_rawseti(L, 3, i);
  }
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      lua_Integer middle = low + width, high = middle + width;
      if (middle > count + 1) middle = count + 1;
      if (high > count + 1) high = count + 1;
      merge(L, low, middle, high);
    }
    lua_insert(L, 3);
  }
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 3, i);
    lua_seti(L, 1, i);
  }
  return 0;
}

void hlua_open_tables(lua_State *L) {
  lua_getglobal(L, "table");
  for (int i = 0; i < bounded_count; i++) {
    lua_getfield(L, -1, bounded[i].name);
    lua_pushinteger(L, i);
    lua_pushcclosure(L, call_bounded, 2);
    lua_setfield(L, -2, bounded[i].name);
  }
  lua_pushcfunction(L, sort);
  lua_setfield(L, -2, "sort");
  lua_pop(L, 1);
}
