// Opening, closing and entering a state. All that may raise is inside a lua_pcallk: an entry as a whole, or, where arguments and results are plain,
// the function that is called.

#include "vm.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  int status;  // HLUA_SYNTAX when the source does not compile
  const char *source, *chunk, *script;
  size_t length;
  const hlua_options *options;
} request;

// Leaves all values of the stack in the exchange.
static int finish(lua_State *L) {
  if (!hlua_encode(L, 1, lua_gettop(L), "result")) return lua_error(L);
  return 0;
}

static int run_entry(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lua_settop(L, 0);
  if (luaL_loadbufferx(L, r->source, r->length, r->chunk, "t") != LUA_OK) {
    r->status = HLUA_SYNTAX;
    return lua_error(L);
  }
  int count = hlua_decode(L);
  if (strncmp(r->chunk, HLUA_HOST_CHUNK, sizeof HLUA_HOST_CHUNK - 1) != 0) {
    lua_createtable(L, count, 1);
    lua_pushstring(L, r->script);
    lua_rawseti(L, -2, 0);
    for (int i = 1; i <= count; i++) {
      lua_pushvalue(L, 1 + i);
      lua_rawseti(L, -2, i);
    }
    lua_setglobal(L, "arg");
  }
  lua_call(L, count, LUA_MULTRET);
  return finish(L);
}

// Calls the function on the stack with the arguments in the exchange.
static int call_entry(lua_State *L) {
  lua_call(L, hlua_decode(L), LUA_MULTRET);
  return lua_gettop(L);
}

static int unknown_member(lua_State *L) {
  size_t length;
  const char *module = lua_tolstring(L, lua_upvalueindex(1), &length);
  luaL_tolstring(L, 2, NULL);
  if (!hlua_encode(L, lua_gettop(L), 1, "key")) return hlua_raise(L);
  hlua_ask(L, HLUA_ASK_UNKNOWN, 0, NULL, module, length);
  return hlua_raise_answer(L);
}

// The module's table answers for its members only: reading another one is an error.
static int module_entry(lua_State *L) {
  lua_settop(L, 0);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, HLUA_MODULES);
  hlua_decode(L);  // 2: name, 3: table
  lua_createtable(L, 0, 2);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, unknown_member, 1);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, 3);
  lua_rawset(L, 1);
  return 0;
}

static int open_entry(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lua_settop(L, 0);
  hlua_open_objects(L);
  hlua_open_sandbox(L, r->options);
  return 0;
}

static void give_back(hlua_vm *vm) {
  for (size_t i = 0; i < vm->released_count; i++) luaL_unref(vm->current, LUA_REGISTRYINDEX, vm->released[i]);
  vm->released_count = 0;
}

static void keep_top(hlua_vm *vm, lua_State *L) {
  size_t length;
  const char *message = lua_tolstring(L, -1, &length);
  if (message != NULL) hlua_set_text(&vm->failure.message, message, length);
}

// Lua's string buffers report exhaustion as an ordinary error with the same text.
static bool is_out_of_memory(const hlua_buffer *message) {
  static const char text[] = "not enough memory";
  return message->count == sizeof text - 1 && memcmp(message->bytes, text, sizeof text - 1) == 0;
}

// An entry under way: the handler of its errors lies on the stack; what it took the place of is put back at its end.
typedef struct {
  int handler;
  uint64_t outer_budget, outer_deadline;
} entry_frame;

// False when there is no memory for the stack. Of LUA_MINSTACK slots one is taken.
static bool begin(hlua_vm *vm, entry_frame *frame, uint64_t nanoseconds) {
  lua_State *L = vm->current;
  if (!lua_checkstack(L, LUA_MINSTACK)) return false;
  if (vm->released_count > 0) give_back(vm);
  frame->outer_budget = vm->budget;
  frame->outer_deadline = vm->deadline;
  vm->budget = nanoseconds;
  vm->deadline = 0;
  vm->failure.line = 0;
  vm->failure.file.count = vm->failure.message.count = vm->failure.traceback.count = 0;
  lua_pushcfunction(L, hlua_handler);
  frame->handler = lua_gettop(L);
  return true;
}

// Clears the stack down to where the entry began. `result` is lua_pcall's.
static int end(hlua_vm *vm, const entry_frame *frame, int result, int status_of_error) {
  lua_State *L = vm->current;
  int status = HLUA_OK;
  if (vm->tripped) {
    status = vm->tripped;
  } else if (result == LUA_ERRMEM) {
    status = HLUA_MEMORY;
  } else if (result != LUA_OK) {
    status = status_of_error;
    if (vm->failure.message.count == 0) keep_top(vm, L);
    if (is_out_of_memory(&vm->failure.message)) status = HLUA_MEMORY;
  }
  lua_settop(L, frame->handler - 1);
  vm->tripped = 0;
  vm->budget = frame->outer_budget;
  vm->deadline = frame->outer_deadline;
  return status;
}

static int enter(hlua_vm *vm, lua_CFunction entry, request *r, uint64_t nanoseconds) {
  entry_frame frame;
  if (!begin(vm, &frame, nanoseconds)) return HLUA_MEMORY;
  lua_pushcfunction(vm->current, entry);
  lua_pushlightuserdata(vm->current, r);
  int result = lua_pcall(vm->current, 1, 0, frame.handler);
  return end(vm, &frame, result, r->status == HLUA_SYNTAX ? HLUA_SYNTAX : HLUA_RUNTIME);
}

// Leaves the `count` values above the handler in the exchange.
static int finish_protected(lua_State *L, const entry_frame *frame, int count) {
  if (!lua_checkstack(L, 1)) return LUA_ERRMEM;
  lua_pushcfunction(L, finish);
  lua_insert(L, frame->handler + 1);
  return lua_pcall(L, count, 0, frame->handler);
}

hlua_vm *hlua_open(hlua_host host, hlua_options options) {
  hlua_vm *vm = calloc(1, sizeof *vm);
  if (vm == NULL) return NULL;
  vm->host = host;
  vm->stop = options.stop;
  vm->limit = options.memory;
  vm->main = vm->current = lua_newstate(hlua_allocate, vm);
  if (vm->main != NULL) {
    *(hlua_vm **)lua_getextraspace(vm->main) = vm;
    request r = {.options = &options};
    if (enter(vm, open_entry, &r, 0) == HLUA_OK) {
      lua_sethook(vm->main, hlua_hook, LUA_MASKCOUNT, HLUA_HOOK_INTERVAL);
      return vm;
    }
  }
  hlua_close(vm);
  return NULL;
}

void hlua_close(hlua_vm *vm) {
  if (vm->main != NULL) lua_close(vm->main);
  free(vm->exchange.bytes);
  free(vm->failure.message.bytes);
  free(vm->failure.file.bytes);
  free(vm->failure.traceback.bytes);
  free(vm->released);
  free(vm);
}

int hlua_run(
  hlua_vm *vm, const char *source, size_t length, const char *chunk, const char *script, uint64_t nanoseconds) {
  request r = {.source = source, .length = length, .chunk = chunk, .script = script};
  return enter(vm, run_entry, &r, nanoseconds);
}

int hlua_call(hlua_vm *vm, int64_t function, uint64_t nanoseconds) {
  entry_frame frame;
  if (!begin(vm, &frame, nanoseconds)) return HLUA_MEMORY;
  lua_State *L = vm->current;
  lua_rawgeti(L, LUA_REGISTRYINDEX, function);
  int count = hlua_decode_plain(L, LUA_MINSTACK / 2);
  if (count < 0) {
    lua_pushcfunction(L, call_entry);
    lua_insert(L, -2);
    count = 1;
  }
  int result = lua_pcall(L, count, LUA_MULTRET, frame.handler);
  if (result == LUA_OK) {
    count = lua_gettop(L) - frame.handler;
    if (!hlua_encode_plain(L, frame.handler + 1, count)) result = finish_protected(L, &frame, count);
  }
  return end(vm, &frame, result, HLUA_RUNTIME);
}

int hlua_set_module(hlua_vm *vm) {
  request r = {0};
  return enter(vm, module_entry, &r, 0);
}

int hlua_names(hlua_vm *vm) {
  request r = {0};
  return enter(vm, hlua_names_entry, &r, 0);
}

void hlua_release(hlua_vm *vm, int64_t function) {
  if (vm->released_count == vm->released_capacity) {
    size_t capacity = vm->released_capacity == 0 ? 16 : vm->released_capacity * 2;
    int *released = realloc(vm->released, capacity * sizeof *released);
    if (released == NULL) return;
    vm->released = released;
    vm->released_capacity = capacity;
  }
  vm->released[vm->released_count++] = (int)function;
}

// Scripts have no finalizers, so that nothing can be raised here.
void hlua_collect(hlua_vm *vm) { lua_gc(vm->current, LUA_GCCOLLECT); }

hlua_buffer *hlua_exchange(hlua_vm *vm) { return &vm->exchange; }

const hlua_failure *hlua_last_failure(const hlua_vm *vm) { return &vm->failure; }

size_t hlua_memory_used(const hlua_vm *vm) { return vm->used; }
