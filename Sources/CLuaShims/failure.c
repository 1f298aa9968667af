// What went wrong, and where: positions, tracebacks, and the message handler of every entry.

#include <stdio.h>
#include <string.h>

#include "vm.h"

// A traceback keeps this many of the innermost and of the outermost functions.
enum { traceback_ends = 10 };

const char *hlua_file(const lua_Debug *record) {
  return record->source[0] == '@' || record->source[0] == '=' ? record->source + 1 : record->short_src;
}

// Whether a function is the script's own: not one in C, nor of a chunk that the host has written in Lua.
static bool is_of_script(const lua_Debug *record) {
  return record->currentline > 0 && strncmp(record->source, HLUA_HOST_CHUNK, sizeof HLUA_HOST_CHUNK - 1) != 0;
}

bool hlua_position(lua_State *L, int level, lua_Debug *record) {
  for (; lua_getstack(L, level, record); level++) {
    lua_getinfo(L, "Sl", record);
    if (is_of_script(record)) return true;
  }
  return false;
}

void hlua_push_where(lua_State *L) {
  lua_Debug record;
  if (hlua_position(L, 1, &record)) {
    lua_pushfstring(L, "%s:%d: ", hlua_file(&record), record.currentline);
  } else {
    lua_pushliteral(L, "");
  }
}

int hlua_raise(lua_State *L) {
  hlua_push_where(L);
  lua_insert(L, -2);
  lua_concat(L, 2);
  return lua_error(L);
}

hlua_location hlua_caller(hlua_vm *vm) {
  lua_Debug record;
  hlua_location location = {NULL, 0};
  if (hlua_position(vm->current, 1, &record)) {
    location.file = hlua_file(&record);
    location.line = record.currentline;
  }
  return location;
}

// The length of "file:line: " at the front of `message` when it names the line where `record` stands; else 0.
static size_t position_length(const char *message, const char *file, int line) {
  char number[24];
  size_t name = strlen(file);
  int digits = snprintf(number, sizeof number, ":%d: ", line);
  if (strncmp(message, file, name) != 0 || strncmp(message + name, number, (size_t)digits) != 0) return 0;
  return name + (size_t)digits;
}

// Sets message, file and line. The position at the front of the message is believed when a function on the stack
// stands there (error's second argument may point further out); otherwise the innermost Lua function is named.
static void keep_message(lua_State *L, hlua_failure *failure, const char *message, size_t length) {
  lua_Debug record;
  failure->line = 0;
  failure->file.count = 0;
  for (int level = 1; lua_getstack(L, level, &record); level++) {
    lua_getinfo(L, "Sl", &record);
    if (!is_of_script(&record)) continue;
    const char *file = hlua_file(&record);
    size_t skip = position_length(message, file, record.currentline);
    if (skip == 0) skip = position_length(message, record.short_src, record.currentline);
    if (skip == 0 && failure->line != 0) continue;
    failure->line = record.currentline;
    hlua_set_text(&failure->file, file, strlen(file));
    if (skip == 0) continue;
    message += skip;
    length -= skip;
    break;
  }
  hlua_set_text(&failure->message, message, length);
}

static void add_level(hlua_buffer *out, const lua_Debug *record) {
  char line[400];
  const char *file = hlua_file(record);
  if (strcmp(record->what, "main") == 0) {
    snprintf(line, sizeof line, "%.250s:%d: in the script's main part\n", file, record->currentline);
  } else if (record->name != NULL) {
    snprintf(line, sizeof line, "%.250s:%d: in function '%.80s'\n", file, record->currentline, record->name);
  } else {
    snprintf(line, sizeof line, "%.250s:%d: in the function of line %d\n", file, record->currentline,
             record->linedefined);
  }
  hlua_append(out, line, strlen(line));
}

// Only functions of the script are listed: those written in C, ours included, would say nothing.
static void keep_traceback(lua_State *L, hlua_buffer *out) {
  lua_Debug record;
  int total = 0, seen = 0;
  out->count = 0;
  for (int level = 1; lua_getstack(L, level, &record); level++) {
    lua_getinfo(L, "Sl", &record);
    if (is_of_script(&record)) total++;
  }
  for (int level = 1; lua_getstack(L, level, &record); level++) {
    lua_getinfo(L, "Sln", &record);
    if (!is_of_script(&record)) continue;
    if (seen < traceback_ends || seen >= total - traceback_ends) {
      add_level(out, &record);
    } else if (seen == traceback_ends) {
      char line[40];
      snprintf(line, sizeof line, "... (%d more)\n", total - 2 * traceback_ends);
      hlua_append(out, line, strlen(line));
    }
    seen++;
  }
}

static int render(lua_State *L) {
  luaL_tolstring(L, 1, NULL);
  return 1;
}

// The message handler: keeps what is known while the stack still stands. It runs under the same limits as the
// script, `__tostring` of an error value included.
int hlua_handler(lua_State *L) {
  hlua_vm *vm = hlua_of(L);
  if (vm->tripped) return 1;
  if (lua_type(L, 1) != LUA_TSTRING) {
    bool described = luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL;
    lua_settop(L, 1);
    if (lua_isnil(L, 1)) {
      lua_pushliteral(L, "the script raised an error without a message (nil)");
    } else if (described || lua_isnumber(L, 1) || lua_isboolean(L, 1)) {
      lua_pushcfunction(L, render);
      lua_pushvalue(L, 1);
      if (lua_pcall(L, 1, 1, 0) != LUA_OK) lua_pushliteral(L, "an error value whose __tostring itself fails");
    } else {
      lua_pushfstring(L, "the script raised a %s as its error", luaL_typename(L, 1));
    }
    if (vm->tripped) return 1;
  } else {
    lua_settop(L, 1);
  }
  size_t length;
  const char *message = lua_tolstring(L, -1, &length);
  keep_message(L, &vm->failure, message, length);
  keep_traceback(L, &vm->failure.traceback);
  return 1;
}
