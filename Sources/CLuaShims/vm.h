// The parts of the state that the C files share. Nothing here is visible to the host.

#ifndef HLUA_VM_H
#define HLUA_VM_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdatomic.h>

#include "CLuaShims.h"

struct hlua_flag {
  atomic_bool raised;
};

struct hlua_vm {
  lua_State *main;
  lua_State *current;  // the thread from which the host was last called
  hlua_host host;
  const hlua_flag *stop;
  size_t used, limit;  // bytes
  uint64_t budget;     // nanoseconds for the running entry; 0: no bound
  uint64_t deadline;   // on the monotonic clock; 0: the clock has not been started yet
  bool counts;         // whether the time of the running callback is the script's own
  int tripped;         // HLUA_TIME or HLUA_INTERRUPTED once a limit was hit, until the host is back in control
  hlua_buffer exchange;
  int *released;  // references to give back at the next entry
  size_t released_count, released_capacity;
  hlua_failure failure;
};

// Names in the registry.
#define HLUA_OBJECT_METATABLE "hlua.object"
#define HLUA_OBJECTS "hlua.objects"    // address -> userdata, weak values
#define HLUA_MODULES "hlua.modules"    // name -> value, or the loading mark
#define HLUA_ORDERS "hlua.orders"      // table -> the order in which `next` walks it, weak keys

static inline hlua_vm *hlua_of(lua_State *L) { return *(hlua_vm **)lua_getextraspace(L); }

// limits.c
void *hlua_allocate(void *context, void *block, size_t old_size, size_t new_size);
void hlua_hook(lua_State *L, lua_Debug *record);
uint64_t hlua_now(void);
void hlua_look(hlua_vm *vm);                // looks at the clock and the flag; may set `tripped`
void hlua_trip(hlua_vm *vm, int limit);     // HLUA_TIME or HLUA_INTERRUPTED was hit
void hlua_check(lua_State *L);              // looks, and raises when a limit was hit
void hlua_raise_if_tripped(lua_State *L);
#define HLUA_HOOK_INTERVAL 1000
// Chunks whose names begin so are the host's: messages and tracebacks leave them out.
#define HLUA_HOST_CHUNK "=holdem."

// buffer.c
void hlua_append(hlua_buffer *buffer, const void *bytes, size_t count);
void hlua_set_text(hlua_buffer *buffer, const char *bytes, size_t count);

// encode.c, decode.c; the plain ones are for nil, booleans and numbers alone, and neither raise nor allocate in Lua
bool hlua_encode(lua_State *L, int first, int count, const char *what);  // false: a message is on the stack
bool hlua_encode_plain(lua_State *L, int first, int count);              // false: there are others; the exchange is spoilt
int hlua_decode(lua_State *L);                                           // pushes the list, gives its length
int hlua_decode_plain(lua_State *L, int limit);  // -1: there are others, or more than `limit`; nothing is pushed

// failure.c
int hlua_handler(lua_State *L);
const char *hlua_file(const lua_Debug *record);  // a chunk's name without its mark
// Fills `record` for the first Lua function with a line at `level` or further out.
bool hlua_position(lua_State *L, int level, lua_Debug *record);
void hlua_push_where(lua_State *L);              // "file:line: " of the script line that called us

int hlua_raise(lua_State *L);                    // raises the message on the top, with the position in front

// host.c
void hlua_open_objects(lua_State *L);
void hlua_push_object(lua_State *L, void *object);
void *hlua_to_object(lua_State *L, int index);
void hlua_push_callback(lua_State *L, int64_t number);
int hlua_ask(lua_State *L, int request, int64_t number, void *object, const char *name, size_t length);
int hlua_raise_answer(lua_State *L);

// names.c
int hlua_names_entry(lua_State *L);

// The libraries. Each changes the globals.
void hlua_open_sandbox(lua_State *L, const hlua_options *options);
int hlua_call_stock(lua_State *L);        // calls the stock C function in upvalue 1 with our own arguments
void hlua_open_protection(lua_State *L);  // pcall, xpcall, coroutine.resume, ...
void hlua_open_order(lua_State *L);       // pairs, next
void hlua_open_strings(lua_State *L);     // find, match, gmatch, gsub, rep
void hlua_open_tables(lua_State *L);      // sort, and bounds for the others
void hlua_open_require(lua_State *L);

#endif
