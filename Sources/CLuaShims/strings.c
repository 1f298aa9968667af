// string.find, match, gmatch and gsub on the bounded matcher, and string.rep without its endless loop.
// They follow the reference manual (6.4) and give the stock functions' results and messages.

#include <string.h>

#include "patterns.h"

// Plain search. Its worst case is quadratic, so it looks at the limits on the way.
static const char *find_bytes(lua_State *L, const char *text, size_t length, const char *needle, size_t size) {
  if (size == 0) return text;
  size_t work = 0;
  while (length >= size) {
    const char *found = memchr(text, needle[0], length - size + 1);
    if (found == NULL) return NULL;
    if (memcmp(found, needle, size) == 0) return found;
    length -= (size_t)(found + 1 - text);
    text = found + 1;
    if ((work += size) > (1 << 20)) {
      work = 0;
      hlua_check(L);
    }
  }
  return NULL;
}

static bool has_specials(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (pattern[i] != '\0' && strchr("^$*+?.([%-", pattern[i]) != NULL) return true;
  }
  return false;
}

// Argument `index`, a place in a string of `length` bytes (negative: from its end), as an offset from 0.
static size_t start_offset(lua_State *L, int index, size_t length) {
  lua_Integer place = luaL_optinteger(L, index, 1);
  if (place > 0) return (size_t)place - 1;
  if (place == 0 || place < -(lua_Integer)length) return 0;
  return length - (size_t)-place;
}

static int find_or_match(lua_State *L, bool find) {
  size_t length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  size_t start = start_offset(L, 3, length);
  hlua_check(L);
  if (start > length) {
    lua_pushnil(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) || !has_specials(pattern, pattern_length))) {
    const char *found = find_bytes(L, subject + start, length - start, pattern, pattern_length);
    if (found != NULL) {
      lua_pushinteger(L, found - subject + 1);
      lua_pushinteger(L, found - subject + (lua_Integer)pattern_length);
      return 2;
    }
    lua_pushnil(L);
    return 1;
  }
  hlua_matcher m;
  bool anchored = pattern_length > 0 && pattern[0] == '^';
  hlua_matcher_init(&m, L, subject, length, pattern + pattern_length);
  if (anchored) pattern++;
  const char *at = subject + start;
  do {
    m.captures = 0;
    const char *end = hlua_match(&m, at, pattern);
    if (end == NULL) continue;
    if (!find) return hlua_push_captures(&m, at, end);
    lua_pushinteger(L, at - subject + 1);
    lua_pushinteger(L, end - subject);
    return hlua_push_captures(&m, NULL, NULL) + 2;
  } while (++at <= m.subject_end && !anchored);
  lua_pushnil(L);
  return 1;
}

static int string_find(lua_State *L) { return find_or_match(L, true); }

static int string_match(lua_State *L) { return find_or_match(L, false); }

// ---------------------------------------------------------------- gmatch

typedef struct {
  hlua_matcher matcher;
  const char *pattern, *at, *last_end;
} walk;

// Upvalues: the subject and the pattern, which keep their bytes alive, and the walk.
static int gmatch_step(lua_State *L) {
  walk *w = lua_touserdata(L, lua_upvalueindex(3));
  w->matcher.L = L;
  w->matcher.depth = 0;
  for (; w->at <= w->matcher.subject_end; w->at++) {
    const char *start = w->at;
    w->matcher.captures = 0;
    const char *end = hlua_match(&w->matcher, start, w->pattern);
    if (end != NULL && end != w->last_end) {
      w->at = w->last_end = end;
      return hlua_push_captures(&w->matcher, start, end);
    }
  }
  return 0;
}

static int string_gmatch(lua_State *L) {
  size_t length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  size_t start = start_offset(L, 3, length);
  lua_settop(L, 2);
  walk *w = lua_newuserdatauv(L, sizeof *w, 0);
  hlua_matcher_init(&w->matcher, L, subject, length, pattern + pattern_length);
  w->pattern = pattern;
  w->at = start > length ? w->matcher.subject_end + 1 : subject + start;
  w->last_end = NULL;
  lua_pushcclosure(L, gmatch_step, 3);
  return 1;
}

// ---------------------------------------------------------------- gsub

static void add_template(hlua_matcher *m, luaL_Buffer *out, const char *start, const char *end) {
  lua_State *L = m->L;
  size_t length;
  const char *text = lua_tolstring(L, 3, &length);
  const char *text_end = text + length;
  while (text < text_end) {
    const char *mark = memchr(text, '%', (size_t)(text_end - text));
    if (mark == NULL) mark = text_end;
    luaL_addlstring(out, text, (size_t)(mark - text));
    if (mark == text_end) return;
    char c = mark + 1 < text_end ? mark[1] : '\0';
    if (c == '%') {
      luaL_addchar(out, '%');
    } else if (c == '0') {
      luaL_addlstring(out, start, (size_t)(end - start));
    } else if (c >= '1' && c <= '9') {
      hlua_push_capture(m, c - '1', start, end);
      luaL_tolstring(L, -1, NULL);
      lua_remove(L, -2);
      luaL_addvalue(out);
    } else {
      luaL_error(L, "invalid use of '%%' in replacement string");
    }
    text = mark + 2;
  }
}

// Adds what replaces the match.
static void add_replacement(hlua_matcher *m, luaL_Buffer *out, const char *start, const char *end, int kind) {
  lua_State *L = m->L;
  if (kind == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, hlua_push_captures(m, start, end), 1);
  } else if (kind == LUA_TTABLE) {
    hlua_push_capture(m, 0, start, end);
    lua_gettable(L, 3);
  } else {
    add_template(m, out, start, end);
    return;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(out, start, (size_t)(end - start));
  } else if (lua_isstring(L, -1)) {
    luaL_addvalue(out);
  } else {
    luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  }
}

static int string_gsub(lua_State *L) {
  size_t length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  int kind = lua_type(L, 3);
  luaL_argexpected(L, kind == LUA_TNUMBER || kind == LUA_TSTRING || kind == LUA_TFUNCTION || kind == LUA_TTABLE, 3,
                   "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1), done = 0;
  bool anchored = pattern_length > 0 && pattern[0] == '^';
  hlua_matcher m;
  hlua_matcher_init(&m, L, subject, length, pattern + pattern_length);
  if (anchored) pattern++;
  hlua_check(L);

  luaL_Buffer out;
  luaL_buffinit(L, &out);
  const char *at = subject, *last_end = NULL;
  while (done < most) {
    m.captures = 0;
    const char *end = hlua_match(&m, at, pattern);
    if (end != NULL && end != last_end) {
      done++;
      add_replacement(&m, &out, at, end, kind);
      at = last_end = end;
    } else if (at < m.subject_end) {
      luaL_addchar(&out, *at++);
    } else {
      break;
    }
    if (anchored) break;
  }
  luaL_addlstring(&out, at, (size_t)(m.subject_end - at));
  luaL_pushresult(&out);
  lua_pushinteger(L, done);
  return 2;
}

// ---------------------------------------------------------------- rep

// The stock function counts to n even when there is nothing to repeat. Upvalue: the stock function.
static int string_rep(lua_State *L) {
  size_t length, separator = 0;
  luaL_checklstring(L, 1, &length);
  luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &separator);
  if (length == 0 && separator == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  return hlua_call_stock(L);
}

void hlua_open_strings(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"find", string_find}, {"match", string_match}, {"gmatch", string_gmatch}, {"gsub", string_gsub}, {NULL, NULL},
  };
  lua_getglobal(L, "string");
  luaL_setfuncs(L, functions, 0);
  lua_getfield(L, -1, "rep");
  lua_pushcclosure(L, string_rep, 1);
  lua_setfield(L, -2, "rep");
  lua_pop(L, 1);

  lua_pushliteral(L, "");  // strings share one metatable, which a script has no business changing
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}
