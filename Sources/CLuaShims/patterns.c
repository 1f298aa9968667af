// A backtracking matcher. Backtracking can take time exponential in the pattern and polynomial in the subject, all
// inside one C call, so it counts its steps and looks at the script's limits every few thousand.

#include "patterns.h"

#include <ctype.h>
#include <string.h>

enum { steps_between_looks = 4096, depth_limit = 200 };

void hlua_matcher_init(hlua_matcher *m, lua_State *L, const char *subject, size_t length, const char *pattern_end) {
  m->L = L;
  m->subject = subject;
  m->subject_end = subject + length;
  m->pattern_end = pattern_end;
  m->steps = 0;
  m->depth = 0;
  m->captures = 0;
}

static void count_step(hlua_matcher *m) {
  if (++m->steps < steps_between_looks) return;
  m->steps = 0;
  hlua_check(m->L);
}

static int class_contains(int class, int c) {
  int answer;
  switch (tolower(class)) {
    case 'a': answer = isalpha(c); break;
    case 'c': answer = iscntrl(c); break;
    case 'd': answer = isdigit(c); break;
    case 'g': answer = isgraph(c); break;
    case 'l': answer = islower(c); break;
    case 'p': answer = ispunct(c); break;
    case 's': answer = isspace(c); break;
    case 'u': answer = isupper(c); break;
    case 'w': answer = isalnum(c); break;
    case 'x': answer = isxdigit(c); break;
    case 'z': answer = c == 0; break;  // deprecated in Lua, but still there
    default: return class == c;
  }
  return isupper(class) ? !answer : answer != 0;
}

// Where the single-character item that starts at `p` ends.
static const char *item_end(hlua_matcher *m, const char *p) {
  char first = *p++;
  if (first == '%') {
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 1;
  }
  if (first != '[') return p;
  if (p < m->pattern_end && *p == '^') p++;
  do {  // a ']' in first place stands for itself
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    if (*p++ == '%' && p < m->pattern_end) p++;
  } while (p == m->pattern_end || *p != ']');
  return p + 1;
}

// `set` is at its '[' and `last` at its ']'.
static bool set_contains(const char *set, const char *last, int c) {
  bool negated = set[1] == '^';
  for (const char *p = set + (negated ? 2 : 1); p < last; p++) {
    if (*p == '%') {
      if (class_contains((unsigned char)*++p, c)) return !negated;
    } else if (p[1] == '-' && p + 2 < last) {
      if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2]) return !negated;
      p += 2;
    } else if ((unsigned char)*p == c) {
      return !negated;
    }
  }
  return negated;
}

static bool item_matches(hlua_matcher *m, const char *at, const char *p, const char *end) {
  count_step(m);
  if (at >= m->subject_end) return false;
  int c = (unsigned char)*at;
  switch (*p) {
    case '.': return true;
    case '%': return class_contains((unsigned char)p[1], c);
    case '[': return set_contains(p, end - 1, c);
    default: return (unsigned char)*p == c;
  }
}

static const char *match_balance(hlua_matcher *m, const char *at, const char *p) {
  if (m->pattern_end - p < 2) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (at >= m->subject_end || *at != p[0]) return NULL;
  for (int nested = 1; ++at < m->subject_end;) {
    count_step(m);
    if (*at == p[1]) {
      if (--nested == 0) return at + 1;
    } else if (*at == p[0]) {
      nested++;
    }
  }
  return NULL;
}

static const char *match_frontier(hlua_matcher *m, const char *at, const char *set, const char *end) {
  int before = at == m->subject ? 0 : (unsigned char)at[-1];
  int after = at == m->subject_end ? 0 : (unsigned char)*at;
  return !set_contains(set, end - 1, before) && set_contains(set, end - 1, after) ? at : NULL;
}

static const char *match_longest(hlua_matcher *m, const char *at, const char *p, const char *end) {
  ptrdiff_t count = 0;
  while (item_matches(m, at + count, p, end)) count++;
  for (; count >= 0; count--) {
    const char *found = hlua_match(m, at + count, end + 1);
    if (found != NULL) return found;
  }
  return NULL;
}

static const char *match_shortest(hlua_matcher *m, const char *at, const char *p, const char *end) {
  for (;;) {
    const char *found = hlua_match(m, at, end + 1);
    if (found != NULL) return found;
    if (!item_matches(m, at, p, end)) return NULL;
    at++;
  }
}

static const char *open_capture(hlua_matcher *m, const char *at, const char *p, ptrdiff_t length) {
  if (m->captures >= HLUA_CAPTURE_LIMIT) luaL_error(m->L, "too many captures");
  m->capture[m->captures].start = at;
  m->capture[m->captures].length = length;
  m->captures++;
  const char *found = hlua_match(m, at, p);
  if (found == NULL) m->captures--;
  return found;
}

static const char *close_capture(hlua_matcher *m, const char *at, const char *p) {
  int index = m->captures - 1;
  while (index >= 0 && m->capture[index].length != HLUA_CAPTURE_OPEN) index--;
  if (index < 0) luaL_error(m->L, "invalid pattern capture");
  m->capture[index].length = at - m->capture[index].start;
  const char *found = hlua_match(m, at, p);
  if (found == NULL) m->capture[index].length = HLUA_CAPTURE_OPEN;
  return found;
}

static const char *match_back_reference(hlua_matcher *m, const char *at, int digit) {
  int index = digit - '1';
  if (index < 0 || index >= m->captures || m->capture[index].length == HLUA_CAPTURE_OPEN) {
    luaL_error(m->L, "invalid capture index %%%d", index + 1);
  }
  if (m->capture[index].length == HLUA_CAPTURE_POSITION) return NULL;
  size_t length = (size_t)m->capture[index].length;
  if ((size_t)(m->subject_end - at) < length || memcmp(m->capture[index].start, at, length) != 0) return NULL;
  return at + length;
}

// One pattern item with its suffix. Sets `*next` and gives the new place when the rest of the pattern is still to be
// matched from there; sets `*next` to NULL when the answer is final.
static const char *match_single(hlua_matcher *m, const char *at, const char *p, const char **next) {
  const char *end = item_end(m, p);
  char suffix = end < m->pattern_end ? *end : '\0';
  *next = NULL;
  switch (suffix) {
    case '?':
      if (item_matches(m, at, p, end)) {
        const char *found = hlua_match(m, at + 1, end + 1);
        if (found != NULL) return found;
      }
      *next = end + 1;
      return at;
    case '+': return item_matches(m, at, p, end) ? match_longest(m, at + 1, p, end) : NULL;
    case '*': return match_longest(m, at, p, end);
    case '-': return match_shortest(m, at, p, end);
    default:
      if (!item_matches(m, at, p, end)) return NULL;
      *next = end;
      return at + 1;
  }
}

static const char *match_rest(hlua_matcher *m, const char *at, const char *p) {
  while (at != NULL && p != NULL && p != m->pattern_end) {
    count_step(m);
    char second = p + 1 < m->pattern_end ? p[1] : '\0';
    if (*p == '(') {
      return second == ')' ? open_capture(m, at, p + 2, HLUA_CAPTURE_POSITION)
                           : open_capture(m, at, p + 1, HLUA_CAPTURE_OPEN);
    } else if (*p == ')') {
      return close_capture(m, at, p + 1);
    } else if (*p == '$' && p + 1 == m->pattern_end) {
      return at == m->subject_end ? at : NULL;
    } else if (*p == '%' && second == 'b') {
      at = match_balance(m, at, p + 2);
      p += 4;
    } else if (*p == '%' && second == 'f') {
      p += 2;
      if (p >= m->pattern_end || *p != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
      const char *end = item_end(m, p);
      at = match_frontier(m, at, p, end);
      p = end;
    } else if (*p == '%' && isdigit((unsigned char)second)) {
      at = match_back_reference(m, at, (unsigned char)second);
      p += 2;
    } else {
      at = match_single(m, at, p, &p);
    }
  }
  return at;
}

const char *hlua_match(hlua_matcher *m, const char *at, const char *pattern) {
  if (m->depth == depth_limit) luaL_error(m->L, "pattern too complex");
  m->depth++;
  const char *found = match_rest(m, at, pattern);
  m->depth--;
  return found;
}

void hlua_push_capture(hlua_matcher *m, int index, const char *start, const char *end) {
  if (index >= m->captures) {
    if (index != 0) luaL_error(m->L, "invalid capture index %%%d", index + 1);
    lua_pushlstring(m->L, start, (size_t)(end - start));
  } else if (m->capture[index].length == HLUA_CAPTURE_POSITION) {
    lua_pushinteger(m->L, m->capture[index].start - m->subject + 1);
  } else if (m->capture[index].length == HLUA_CAPTURE_OPEN) {
    luaL_error(m->L, "unfinished capture");
  } else {
    lua_pushlstring(m->L, m->capture[index].start, (size_t)m->capture[index].length);
  }
}

int hlua_push_captures(hlua_matcher *m, const char *start, const char *end) {
  int count = m->captures == 0 && start != NULL ? 1 : m->captures;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) hlua_push_capture(m, i, start, end);
  return count;
}
