// Lua's patterns (reference manual, 6.4.1), matched with a bounded amount of work between looks at the limits.

#ifndef HLUA_PATTERNS_H
#define HLUA_PATTERNS_H

#include "vm.h"

#define HLUA_CAPTURE_LIMIT 32
#define HLUA_CAPTURE_OPEN (-1)
#define HLUA_CAPTURE_POSITION (-2)

typedef struct {
  lua_State *L;
  const char *subject, *subject_end, *pattern_end;
  unsigned steps;  // since the last look at the limits
  int depth;
  int captures;
  struct {
    const char *start;
    ptrdiff_t length;  // or HLUA_CAPTURE_OPEN, HLUA_CAPTURE_POSITION
  } capture[HLUA_CAPTURE_LIMIT];
} hlua_matcher;

void hlua_matcher_init(hlua_matcher *m, lua_State *L, const char *subject, size_t length, const char *pattern_end);
// Matches the whole pattern at `at`; gives where the match ends, or NULL.
const char *hlua_match(hlua_matcher *m, const char *at, const char *pattern);
// Pushes the captures, or the whole match from `start` to `end` when there are none (start NULL: nothing then).
int hlua_push_captures(hlua_matcher *m, const char *start, const char *end);
// Pushes capture `index` (from 0), or the whole match for index 0 when there are none.
void hlua_push_capture(hlua_matcher *m, int index, const char *start, const char *end);

#endif
