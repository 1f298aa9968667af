// Memory and time limits. A limit once hit cannot be swallowed by the script: `tripped` stays set until the host is
// back in control, and everything that catches errors (pcall, xpcall, resume, load, ...) raises again when it is set.

#define _POSIX_C_SOURCE 200809L  // clock_gettime

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vm.h"

// Allocations of this size or more also look at the clock: it bounds operations on huge strings, which run for
// long without executing a VM instruction that the count hook could see.
static const size_t large_allocation = 32 * 1024;

uint64_t hlua_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void *hlua_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  hlua_vm *vm = context;
  if (block == NULL) old_size = 0;  // Lua passes the kind of object here
  if (new_size == 0) {
    free(block);
    vm->used -= old_size;
    return NULL;
  }
  if (new_size > old_size) {
    size_t growth = new_size - old_size;
    if (growth > vm->limit - vm->used) return NULL;
    if (new_size >= large_allocation) {
      hlua_look(vm);
      if (vm->tripped) return NULL;
    }
  }
  void *moved = realloc(block, new_size);
  if (moved != NULL) vm->used += new_size - old_size;
  return moved;
}

void hlua_trip(hlua_vm *vm, int limit) {
  vm->tripped = limit;
  vm->failure.file.count = 0;
  vm->failure.line = 0;
}

void hlua_look(hlua_vm *vm) {
  if (vm->tripped || vm->budget == 0) return;
  if (atomic_load_explicit(&vm->stop->raised, memory_order_relaxed) || vm->host.interrupted(vm->host.context)) {
    hlua_trip(vm, HLUA_INTERRUPTED);
    return;
  }
  // The clock starts at the first look, so that a short call never reads it.
  uint64_t now = hlua_now();
  if (vm->deadline == 0) {
    vm->deadline = now + vm->budget;
  } else if (now > vm->deadline) {
    hlua_trip(vm, HLUA_TIME);
  }
}

void hlua_raise_if_tripped(lua_State *L) {
  hlua_vm *vm = hlua_of(L);
  if (!vm->tripped) return;
  lua_Debug record;
  if (vm->failure.line == 0 && hlua_position(L, 0, &record)) {
    hlua_set_text(&vm->failure.file, hlua_file(&record), strlen(hlua_file(&record)));
    vm->failure.line = record.currentline;
  }
  lua_pushlightuserdata(L, vm);
  lua_error(L);
}

void hlua_check(lua_State *L) {
  hlua_look(hlua_of(L));
  hlua_raise_if_tripped(L);
}

// Runs every HLUA_HOOK_INTERVAL instructions; new coroutines inherit it from lua_newthread.
void hlua_hook(lua_State *L, lua_Debug *record) {
  (void)record;
  hlua_check(L);
}

hlua_flag *hlua_flag_new(void) { return calloc(1, sizeof(hlua_flag)); }

void hlua_flag_free(hlua_flag *flag) { free(flag); }

void hlua_flag_set(hlua_flag *flag, bool raised) {
  atomic_store_explicit(&flag->raised, raised, memory_order_relaxed);
}

bool hlua_flag_get(const hlua_flag *flag) { return atomic_load_explicit(&flag->raised, memory_order_relaxed); }
