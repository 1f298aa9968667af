// The parts of the editor that the C files share. Nothing here is visible to the host.

#ifndef EDITOR_H
#define EDITOR_H

#include <histedit.h>
#include <locale.h>
#include <signal.h>

#include "CEditShims.h"

struct hedit {
  EditLine *line;
  History *history;
  hedit_completion completion;
  void *context;
  const char *prompt;
  locale_t utf8;  // of the thread while libedit works; 0: there is none
  int signal;     // what ended the reading of the line; 0: nothing
  int answer;     // what the completion has done: one of libedit's CC_ codes
  char returned;  // a byte that was read too early, if `has_returned`
  bool has_returned;
  struct sigaction interrupt;  // what SIGINT did before the editor was opened
};

// signals.c
bool hedit_catch_signals(void);      // false: there can be no handlers
int hedit_wait(int descriptor);      // 0: there is something to read; else a signal that has come
bool hedit_ends_line(int signal);    // whether it is no mere change of the terminal
void hedit_stop(void);               // stops the process, as Ctrl-Z would without the handlers
// The handlers that were there before come back. They hear of the signal that ended the line, and what comes back is it, or a later one; not of SIGINT,
// which is about the line alone.
int hedit_release_signals(int ended);

#endif
