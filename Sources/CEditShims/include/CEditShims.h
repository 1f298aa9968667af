// A line that is typed at a terminal, with the keys of libedit, for a host written in Swift.
//
// What Swift cannot call is here: libedit's functions with variable arguments. So is what must not be left to libedit: its handlers of signals
// send what they get to the whole process group, and none of them may stand in the way of the host's own.
//
// Text is UTF-8 whatever the locale says, as everything is that the program reads and writes. The locale of the process stays as it is: it would
// change what Lua takes for a letter.

#ifndef CEDITSHIMS_H
#define CEDITSHIMS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct hedit hedit;

/// What Tab does: `before` is the line up to the cursor. It may call hedit_insert and hedit_list.
typedef void (*hedit_completion)(void *context, hedit *edit, const char *before, size_t length);

/// An editor on the standard input and output, which are terminals; NULL when there is no memory. While it is open, Ctrl-C is ignored wherever the
/// host does not catch it. There may be one at a time.
/// - `edits`: false for terminals that cannot move their cursor: lines are then typed as the terminal allows.
/// - `history`: how many lines Up goes back.
hedit *hedit_open(const char *program, bool edits, int history, hedit_completion completion, void *context);
void hedit_close(hedit *edit);

/// Adds a line to those that Up goes back to, unless it is the same as the last.
void hedit_remember(hedit *edit, const char *line);

/// How the reading of a line ended.
enum {
  HEDIT_LINE = 0,
  HEDIT_END = 1,         ///< Ctrl-D on an empty line, or the terminal is gone
  HEDIT_INTERRUPTED = 2  ///< Ctrl-C: the line is dropped
};

/// Reads a line after a prompt. `line` and `length` are set for HEDIT_LINE, without the line's end, and stay valid until the next call.
/// The terminal is set as it was, and the handlers of signals are those that were there, whenever it returns; also when the program is
/// stopped (Ctrl-Z), or ended by SIGTERM, SIGHUP or SIGQUIT, in the middle of a line.
int hedit_read(hedit *edit, const char *prompt, const char **line, size_t *length);

/// Inserts text at the cursor. For the completion only.
void hedit_insert(hedit *edit, const char *text);
/// Prints text below the line, which is then shown again. For the completion only.
void hedit_list(hedit *edit, const char *text);

#endif
