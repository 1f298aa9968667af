// The editor itself: how it is set up, how a character comes to it, how a line ends.

#include "editor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

// Keys beyond those that libedit has of its own: what terminals send for Home, End, Delete and words, and two that are used to from elsewhere.
static const char *const keys[][2] = {
  {"^I", "hedit-complete"},
  {"^R", "em-inc-search-prev"},
  {"^W", "ed-delete-prev-word"},
  {"\\e[H", "ed-move-to-beg"},
  {"\\eOH", "ed-move-to-beg"},
  {"\\e[1~", "ed-move-to-beg"},
  {"\\e[F", "ed-move-to-end"},
  {"\\eOF", "ed-move-to-end"},
  {"\\e[4~", "ed-move-to-end"},
  {"\\e[3~", "ed-delete-next-char"},
  {"\\e[1;5C", "em-next-word"},
  {"\\e[1;5D", "ed-prev-word"},
};

// The thread's locale is that of the editor between these two.
static locale_t enter(const hedit *edit) { return edit->utf8 != (locale_t)0 ? uselocale(edit->utf8) : (locale_t)0; }

static void leave(locale_t outer) {
  if (outer != (locale_t)0) uselocale(outer);
}

static locale_t utf8_locale(void) {
  static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
  locale_t found = (locale_t)0;
  for (size_t i = 0; i < sizeof names / sizeof names[0] && found == (locale_t)0; i++) found = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
  return found;
}

static hedit *of(EditLine *line) {
  void *edit = NULL;
  el_get(line, EL_CLIENTDATA, &edit);
  return edit;
}

static char *prompt_of(EditLine *line) { return (char *)of(line)->prompt; }

// ---------------------------------------------------------------- characters

// What a signal means in the middle of a line. False: it ends the reading.
static bool goes_on(hedit *edit, int signal) {
  if (signal == SIGWINCH) {
    el_resize(edit->line);
    return true;
  }
  if (hedit_ends_line(signal)) {
    edit->signal = signal;
    return false;
  }
  if (signal == SIGTSTP) {
    el_set(edit->line, EL_PREP_TERM, 0);
    hedit_stop();
  }
  // The shell has had the terminal meanwhile.
  el_set(edit->line, EL_PREP_TERM, 1);
  FILE *out = NULL;
  el_get(edit->line, EL_GETFP, 1, &out);
  fputc('\r', out);
  el_set(edit->line, EL_REFRESH);
  return true;
}

// The next byte: 1, or 0 at the end and -1 after an error or a signal.
static int next_byte(hedit *edit, char *byte) {
  if (edit->has_returned) {
    edit->has_returned = false;
    *byte = edit->returned;
    return 1;
  }
  while (true) {
    int signal = hedit_wait(STDIN_FILENO);
    if (signal != 0) {
      if (goes_on(edit, signal)) continue;
      return -1;
    }
    ssize_t count = read(STDIN_FILENO, byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    return (int)count;
  }
}

// The next character, as next_byte. What is not UTF-8 becomes the replacement character.
static int next_character(EditLine *line, wchar_t *character) {
  hedit *edit = of(line);
  mbstate_t state = {0};
  for (bool is_first = true;; is_first = false) {
    char byte;
    int count = next_byte(edit, &byte);
    if (count != 1) return count;
    size_t used = mbrtowc(character, &byte, 1, &state);
    if (used == (size_t)-2) continue;
    if (used != (size_t)-1) return 1;
    *character = L'\xFFFD';
    // A character that was cut off: the byte after it may begin another.
    edit->has_returned = !is_first;
    edit->returned = byte;
    return 1;
  }
}

// ---------------------------------------------------------------- completion

static unsigned char complete(EditLine *line, int key) {
  (void)key;
  hedit *edit = of(line);
  int waiting = 0;
  // What is pasted has its tabs for itself.
  if (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0) return el_insertstr(line, "\t") == 0 ? CC_REFRESH : CC_ERROR;
  const LineInfo *info = el_line(line);
  edit->answer = CC_ERROR;
  edit->completion(edit->context, edit, info->buffer, (size_t)(info->cursor - info->buffer));
  return (unsigned char)edit->answer;
}

void hedit_insert(hedit *edit, const char *text) {
  if (el_insertstr(edit->line, text) == 0) edit->answer = CC_REFRESH;
}

void hedit_list(hedit *edit, const char *text) {
  FILE *out = NULL;
  el_get(edit->line, EL_GETFP, 1, &out);
  fprintf(out, "\n%s\n", text);
  edit->answer = CC_REDISPLAY;
}

// ---------------------------------------------------------------- lines

static bool set_up(hedit *edit, const char *program, bool edits, int limit) {
  HistEvent event;
  edit->line = el_init(program, stdin, stdout, stderr);
  edit->history = history_init();
  if (edit->line == NULL || edit->history == NULL) return false;
  history(edit->history, &event, H_SETSIZE, limit);
  history(edit->history, &event, H_SETUNIQUE, 1);
  el_set(edit->line, EL_CLIENTDATA, edit);
  el_set(edit->line, EL_PROMPT, prompt_of);
  el_set(edit->line, EL_HIST, history, edit->history);
  el_wset(edit->line, EL_GETCFN, next_character);
  el_set(edit->line, EL_SIGNAL, 0);
  if (!edits) {
    el_set(edit->line, EL_EDITMODE, 0);
    return true;
  }
  el_set(edit->line, EL_EDITOR, "emacs");
  el_set(edit->line, EL_ADDFN, "hedit-complete", "Complete a name", complete);
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) el_set(edit->line, EL_BIND, keys[i][0], keys[i][1], NULL);
  // The user's own keys, from ~/.editrc.
  el_source(edit->line, NULL);
  return true;
}

hedit *hedit_open(const char *program, bool edits, int history, hedit_completion completion, void *context) {
  hedit *edit = calloc(1, sizeof *edit);
  if (edit == NULL) return NULL;
  edit->completion = completion;
  edit->context = context;
  edit->prompt = "";
  // Nobody listens between two lines.
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGINT, &ignore, &edit->interrupt);
  edit->utf8 = utf8_locale();
  locale_t outer = enter(edit);
  bool is_set_up = set_up(edit, program, edits, history);
  leave(outer);
  if (is_set_up) return edit;
  hedit_close(edit);
  return NULL;
}

void hedit_close(hedit *edit) {
  if (edit->line != NULL) el_end(edit->line);
  if (edit->history != NULL) history_end(edit->history);
  if (edit->utf8 != (locale_t)0) freelocale(edit->utf8);
  sigaction(SIGINT, &edit->interrupt, NULL);
  free(edit);
}

void hedit_remember(hedit *edit, const char *line) {
  HistEvent event;
  history(edit->history, &event, H_ENTER, line);
}

int hedit_read(hedit *edit, const char *prompt, const char **line, size_t *length) {
  edit->prompt = prompt;
  edit->signal = 0;
  if (!hedit_catch_signals()) return HEDIT_END;
  locale_t outer = enter(edit);
  int count = 0;
  *line = el_gets(edit->line, &count);
  leave(outer);
  edit->signal = hedit_release_signals(edit->signal);
  if (edit->signal == SIGINT) return HEDIT_INTERRUPTED;
  if (edit->signal != 0) return HEDIT_END;
  if (*line == NULL || count <= 0) return HEDIT_END;
  *length = (size_t)count;
  while (*length > 0 && ((*line)[*length - 1] == '\n' || (*line)[*length - 1] == '\r')) *length -= 1;
  return HEDIT_LINE;
}
