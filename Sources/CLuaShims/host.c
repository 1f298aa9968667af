// The trampolines: how a script reaches functions and objects of the host.

#include <stdio.h>
#include <string.h>

#include "vm.h"

// Asks the host with the exchange as it stands. Time spent there does not count against the script's limit, unless the host has asked hlua_is_over.
int hlua_ask(lua_State *L, int request, int64_t number, void *object, const char *name, size_t length) {
  hlua_vm *vm = hlua_of(L);
  lua_State *outer = vm->current;
  uint64_t left_at = vm->deadline != 0 ? hlua_now() : 0;
  bool outer_counts = vm->counts;
  vm->current = L;
  vm->counts = false;
  int answer = vm->host.ask(vm->host.context, request, number, object, name, length);
  vm->current = outer;
  if (left_at != 0 && !vm->counts) vm->deadline += hlua_now() - left_at;
  vm->counts = outer_counts;
  if (answer == HLUA_ANSWER_TIME || answer == HLUA_ANSWER_INTERRUPTED) {
    hlua_trip(vm, answer == HLUA_ANSWER_TIME ? HLUA_TIME : HLUA_INTERRUPTED);
    answer = HLUA_ANSWER_ERROR;
  }
  return answer;
}

bool hlua_is_over(hlua_vm *vm) {
  vm->counts = true;
  hlua_look(vm);
  return vm->tripped != 0;
}

int hlua_raise_answer(lua_State *L) {
  hlua_raise_if_tripped(L);
  hlua_buffer *exchange = &hlua_of(L)->exchange;
  lua_pushlstring(L, (const char *)exchange->bytes, exchange->count);
  return hlua_raise(L);
}

// Hands over the arguments from `first` on, asks, and gives the values of the answer.
static int ask_with_arguments(
  lua_State *L, int first, int request, int64_t number, void *object, const char *name, size_t length) {
  if (!hlua_encode(L, first, lua_gettop(L) - first + 1, "argument")) return hlua_raise(L);
  if (hlua_ask(L, request, number, object, name, length) != HLUA_ANSWER_VALUES) return hlua_raise_answer(L);
  return hlua_decode(L);
}

// ---------------------------------------------------------------- functions

static int call_function(lua_State *L) {
  return ask_with_arguments(L, 1, HLUA_ASK_FUNCTION, lua_tointeger(L, lua_upvalueindex(1)), NULL, NULL, 0);
}

void hlua_push_callback(lua_State *L, int64_t number) {
  lua_pushinteger(L, number);
  lua_pushcclosure(L, call_function, 1);
}

// ---------------------------------------------------------------- objects

// A host object is a userdata that holds its address and one reference count of it.

void *hlua_to_object(lua_State *L, int index) {
  void **block = luaL_testudata(L, index, HLUA_OBJECT_METATABLE);
  return block == NULL ? NULL : *block;
}

void hlua_push_object(lua_State *L, void *object) {
  lua_getfield(L, LUA_REGISTRYINDEX, HLUA_OBJECTS);
  if (lua_rawgetp(L, -1, object) != LUA_TUSERDATA) {
    lua_pop(L, 1);
    void **block = lua_newuserdatauv(L, sizeof object, 0);
    *block = NULL;
    luaL_setmetatable(L, HLUA_OBJECT_METATABLE);
    hlua_of(L)->host.retain(object);
    *block = object;
    lua_pushvalue(L, -1);
    lua_rawsetp(L, -3, object);
  }
  lua_remove(L, -2);
}

static int object_gc(lua_State *L) {
  void **block = lua_touserdata(L, 1);
  if (*block != NULL) hlua_of(L)->host.release(*block);
  *block = NULL;
  return 0;
}

static int call_method(lua_State *L) {
  size_t length;
  const char *name = lua_tolstring(L, lua_upvalueindex(1), &length);
  void *object = hlua_to_object(L, 1);
  if (object == NULL) {
    lua_pushfstring(L, "'%s' is a method: call it with a colon, as in object:%s(...)", name, name);
    return hlua_raise(L);
  }
  return ask_with_arguments(L, 2, HLUA_ASK_METHOD, 0, object, name, length);
}

static int object_index(lua_State *L) {
  void *object = hlua_to_object(L, 1);
  if (object == NULL) return luaL_error(L, "this metamethod is not for scripts");
  size_t length;
  const char *name = luaL_tolstring(L, 2, &length);
  int answer = hlua_ask(L, HLUA_ASK_MEMBER, 0, object, name, length);
  if (answer == HLUA_ANSWER_VALUES) return hlua_decode(L);
  if (answer == HLUA_ANSWER_ERROR) return hlua_raise_answer(L);
  lua_pushcclosure(L, call_method, 1);  // the name is on the top
  return 1;
}

static int object_tostring(lua_State *L) {
  void *object = hlua_to_object(L, 1);
  if (object == NULL) return luaL_error(L, "this metamethod is not for scripts");
  if (hlua_ask(L, HLUA_ASK_TOSTRING, 0, object, NULL, 0) != HLUA_ANSWER_VALUES) return hlua_raise_answer(L);
  return hlua_decode(L);
}

static int object_close(lua_State *L) {
  void *object = hlua_to_object(L, 1);
  if (object != NULL && hlua_ask(L, HLUA_ASK_CLOSE, 0, object, NULL, 0) != HLUA_ANSWER_VALUES) return hlua_raise_answer(L);
  return 0;
}

static int object_newindex(lua_State *L) {
  const char *name = luaL_tolstring(L, 2, NULL);
  lua_pushcfunction(L, object_tostring);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  lua_pushfstring(L, "cannot set '%s': %s is read-only; a hook returns its changes", name, lua_tostring(L, -1));
  return hlua_raise(L);
}

void hlua_open_objects(lua_State *L) {
  static const luaL_Reg metamethods[] = {
    {"__index", object_index}, {"__newindex", object_newindex}, {"__tostring", object_tostring},
    {"__gc", object_gc},       {"__close", object_close},       {NULL, NULL},
  };
  luaL_newmetatable(L, HLUA_OBJECT_METATABLE);
  luaL_setfuncs(L, metamethods, 0);
  lua_pushliteral(L, "object");
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);

  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_setfield(L, LUA_REGISTRYINDEX, HLUA_OBJECTS);
}
