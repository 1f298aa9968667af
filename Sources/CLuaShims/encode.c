// Lua values to bytes: see HLUA_TAG_* for the encoding. Tables are read raw, without metamethods.

#include <stdio.h>
#include <string.h>

#include "vm.h"

// Nil, booleans and numbers are plain: they cross without memory of Lua's, so that nothing can be raised. At most so many bytes each.
enum { plain_size = 1 + sizeof(int64_t) };

// False when the value is not plain. There must be room for it.
static bool put_plain(lua_State *L, int index, hlua_buffer *out) {
  uint8_t *to = out->bytes + out->count;
  switch (lua_type(L, index)) {
    case LUA_TNIL: *to = HLUA_TAG_NIL; break;
    case LUA_TBOOLEAN: *to = lua_toboolean(L, index) ? HLUA_TAG_TRUE : HLUA_TAG_FALSE; break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        int64_t integer = lua_tointeger(L, index);
        *to = HLUA_TAG_INTEGER;
        memcpy(to + 1, &integer, sizeof integer);
      } else {
        double number = lua_tonumber(L, index);
        *to = HLUA_TAG_NUMBER;
        memcpy(to + 1, &number, sizeof number);
      }
      out->count += plain_size;
      return true;
    default: return false;
  }
  out->count++;
  return true;
}

bool hlua_encode_plain(lua_State *L, int first, int count) {
  hlua_buffer *out = &hlua_of(L)->exchange;
  uint32_t length = (uint32_t)count;
  out->count = 0;
  if (!hlua_buffer_reserve(out, sizeof length + (size_t)count * plain_size)) return false;
  hlua_append(out, &length, sizeof length);
  for (int i = 0; i < count; i++) {
    if (!put_plain(L, first + i, out)) return false;
  }
  return true;
}

typedef struct {
  lua_State *L;
  hlua_buffer *out;
  size_t elements;
  int depth;
  const void *open[HLUA_DEPTH_LIMIT];  // the tables around the current value
  int references;                      // stack index of the list of references made so far; 0: none
  const char *reason;
  char path[200];  // grows at its front while the recursion unwinds
} encoder;

static bool refuse(encoder *e, const char *reason) {
  e->reason = reason;
  return false;
}

static void prepend(encoder *e, const char *segment) {
  size_t length = strlen(segment), used = strlen(e->path);
  if (length + used + 1 > sizeof e->path) return;
  memmove(e->path + length, e->path, used + 1);
  memcpy(e->path, segment, length);
}

static bool put(encoder *e, int tag, const void *payload, size_t count) {
  if (!hlua_buffer_reserve(e->out, count + 1)) return refuse(e, "the machine is out of memory");
  e->out->bytes[e->out->count] = (uint8_t)tag;
  if (count > 0) memcpy(e->out->bytes + e->out->count + 1, payload, count);
  e->out->count += count + 1;
  return true;
}

static bool put_count(encoder *e, uint32_t count) {
  if (!hlua_buffer_reserve(e->out, sizeof count)) return refuse(e, "the machine is out of memory");
  hlua_append(e->out, &count, sizeof count);
  return true;
}

static bool put_string(encoder *e, int index) {
  size_t length;
  const char *bytes = lua_tolstring(e->L, index, &length);
  uint64_t count = length;
  if (!hlua_buffer_reserve(e->out, length + sizeof count + 1)) return refuse(e, "the machine is out of memory");
  put(e, HLUA_TAG_STRING, &count, sizeof count);
  hlua_append(e->out, bytes, length);
  return true;
}

static bool put_function(encoder *e, int index) {
  lua_State *L = e->L;
  lua_pushvalue(L, index);
  int64_t reference = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushinteger(L, reference);
  lua_rawseti(L, e->references, (lua_Integer)lua_rawlen(L, e->references) + 1);
  return put(e, HLUA_TAG_FUNCTION, &reference, sizeof reference);
}

static bool put_table(encoder *e, int index);

static bool put_value(encoder *e, int index) {
  lua_State *L = e->L;
  if (++e->elements > HLUA_ELEMENT_LIMIT) return refuse(e, "the table holds more than 4194304 values");
  if (!hlua_buffer_reserve(e->out, plain_size)) return refuse(e, "the machine is out of memory");
  if (put_plain(L, index, e->out)) return true;
  switch (lua_type(L, index)) {
    case LUA_TSTRING: return put_string(e, index);
    case LUA_TFUNCTION: return put_function(e, index);
    case LUA_TTABLE: return put_table(e, index);
    case LUA_TUSERDATA: {
      void *object = hlua_to_object(L, index);
      if (object == NULL) return refuse(e, "a foreign userdata cannot be handed over");
      return put(e, HLUA_TAG_OBJECT, &object, sizeof object);
    }
    case LUA_TTHREAD: return refuse(e, "a coroutine cannot be handed over");
    default: return refuse(e, "a light userdata cannot be handed over");
  }
}

// Puts the value on the top of the stack and pops it.
static bool put_top(encoder *e) {
  bool done = put_value(e, lua_gettop(e->L));
  lua_pop(e->L, 1);
  return done;
}

static bool put_pair(encoder *e) {  // stack: key, value; pops the value
  lua_State *L = e->L;
  char segment[80];
  int key = lua_gettop(L) - 1;
  switch (lua_type(L, key)) {
    case LUA_TSTRING: snprintf(segment, sizeof segment, ".%.60s", lua_tostring(L, key)); break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, key)) {
        snprintf(segment, sizeof segment, "[%lld]", (long long)lua_tointeger(L, key));
      } else {
        snprintf(segment, sizeof segment, "[%.14g]", lua_tonumber(L, key));
      }
      break;
    case LUA_TBOOLEAN: snprintf(segment, sizeof segment, "[%s]", lua_toboolean(L, key) ? "true" : "false"); break;
    default: return refuse(e, "a table's keys must be strings, numbers or booleans to be handed over");
  }
  if (put_value(e, key) && put_top(e)) return true;
  prepend(e, segment);
  return false;
}

static bool put_table(encoder *e, int index) {
  lua_State *L = e->L;
  const void *identity = lua_topointer(L, index);
  for (int i = 0; i < e->depth; i++) {
    if (e->open[i] == identity) return refuse(e, "the table contains itself");
  }
  if (e->depth == HLUA_DEPTH_LIMIT || !lua_checkstack(L, 8)) {
    return refuse(e, "tables are nested deeper than 100 levels");
  }
  e->open[e->depth++] = identity;
  if (!put(e, HLUA_TAG_TABLE, NULL, 0)) return false;

  size_t array_at = e->out->count;
  if (!put_count(e, 0)) return false;
  uint32_t array = 0;
  while (lua_rawgeti(L, index, (lua_Integer)array + 1) != LUA_TNIL) {
    array++;
    if (!put_top(e)) {
      char segment[24];
      snprintf(segment, sizeof segment, "[%u]", array);
      prepend(e, segment);
      return false;
    }
  }
  lua_pop(L, 1);
  memcpy(e->out->bytes + array_at, &array, sizeof array);

  size_t pairs_at = e->out->count;
  if (!put_count(e, 0)) return false;
  uint32_t pairs = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    if (lua_isinteger(L, -2) && (lua_Unsigned)lua_tointeger(L, -2) - 1 < array) {
      lua_pop(L, 1);
      continue;
    }
    if (!put_pair(e)) return false;
    pairs++;
  }
  memcpy(e->out->bytes + pairs_at, &pairs, sizeof pairs);
  e->depth--;
  return true;
}

bool hlua_encode(lua_State *L, int first, int count, const char *what) {
  hlua_buffer *out = &hlua_of(L)->exchange;
  encoder e;
  e.L = L;
  e.out = out;
  e.elements = 0;
  e.depth = 0;
  e.references = 0;
  e.reason = NULL;
  e.path[0] = 0;
  out->count = 0;
  int top = lua_gettop(L);
  luaL_checkstack(L, 8, NULL);
  for (int i = first; i < first + count && e.references == 0; i++) {
    int type = lua_type(L, i);
    if (type == LUA_TFUNCTION || type == LUA_TTABLE) {
      lua_newtable(L);
      e.references = lua_gettop(L);
    }
  }
  bool done = put_count(&e, (uint32_t)count);
  int at = 0;
  for (; done && at < count; at++) done = put_value(&e, first + at);
  if (done) {
    lua_settop(L, top);
    return true;
  }
  if (e.references != 0) {
    for (lua_Integer i = 1; lua_rawgeti(L, e.references, i) == LUA_TNUMBER; i++) {
      luaL_unref(L, LUA_REGISTRYINDEX, (int)lua_tointeger(L, -1));
      lua_pop(L, 1);
    }
  }
  lua_settop(L, top);
  lua_pushfstring(L, "%s %d%s: %s", what, at, e.path, e.reason);
  return false;
}
