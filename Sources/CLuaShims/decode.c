// Bytes to Lua values: see HLUA_TAG_* for the encoding.

#include <string.h>

#include "vm.h"

static void take(const uint8_t **from, void *to, size_t count) {
  memcpy(to, *from, count);
  *from += count;
}

// Pushes a plain value; false, with nothing taken, when the next is not plain. There must be room on the stack.
static bool push_plain(lua_State *L, const uint8_t **from) {
  const uint8_t *payload = *from + 1;
  switch (**from) {
    case HLUA_TAG_NIL: lua_pushnil(L); break;
    case HLUA_TAG_FALSE: lua_pushboolean(L, 0); break;
    case HLUA_TAG_TRUE: lua_pushboolean(L, 1); break;
    case HLUA_TAG_INTEGER: {
      int64_t integer;
      take(&payload, &integer, sizeof integer);
      lua_pushinteger(L, integer);
      break;
    }
    case HLUA_TAG_NUMBER: {
      double number;
      take(&payload, &number, sizeof number);
      lua_pushnumber(L, number);
      break;
    }
    default: return false;
  }
  *from = payload;
  return true;
}

static void push_value(lua_State *L, const uint8_t **from, int depth) {
  luaL_checkstack(L, 4, "too many values");
  if (push_plain(L, from)) return;
  switch (*(*from)++) {
    case HLUA_TAG_STRING: {
      uint64_t length;
      take(from, &length, sizeof length);
      lua_pushlstring(L, (const char *)*from, length);
      *from += length;
      break;
    }
    case HLUA_TAG_TABLE: {
      if (depth == HLUA_DEPTH_LIMIT) luaL_error(L, "the host's tables are nested deeper than 100 levels");
      uint32_t array, pairs;
      take(from, &array, sizeof array);
      lua_createtable(L, (int)array, 0);
      for (uint32_t i = 1; i <= array; i++) {
        push_value(L, from, depth + 1);
        lua_rawseti(L, -2, i);
      }
      take(from, &pairs, sizeof pairs);
      for (uint32_t i = 0; i < pairs; i++) {
        push_value(L, from, depth + 1);
        push_value(L, from, depth + 1);
        lua_rawset(L, -3);
      }
      break;
    }
    case HLUA_TAG_FUNCTION: {
      int64_t reference;
      take(from, &reference, sizeof reference);
      lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
      break;
    }
    case HLUA_TAG_OBJECT: {
      void *object;
      take(from, &object, sizeof object);
      hlua_push_object(L, object);
      break;
    }
    case HLUA_TAG_CALLBACK: {
      int64_t number;
      take(from, &number, sizeof number);
      hlua_push_callback(L, number);
      break;
    }
    default: luaL_error(L, "the host sent a value of an unknown kind");
  }
}

int hlua_decode(lua_State *L) {
  const uint8_t *from = hlua_of(L)->exchange.bytes;
  uint32_t count;
  take(&from, &count, sizeof count);
  for (uint32_t i = 0; i < count; i++) push_value(L, &from, 0);
  return (int)count;
}

int hlua_decode_plain(lua_State *L, int limit) {
  const uint8_t *from = hlua_of(L)->exchange.bytes;
  uint32_t count;
  take(&from, &count, sizeof count);
  if (count > (uint32_t)limit) return -1;
  for (uint32_t i = 0; i < count; i++) {
    if (push_plain(L, &from)) continue;
    lua_pop(L, (int)i);
    return -1;
  }
  return (int)count;
}
