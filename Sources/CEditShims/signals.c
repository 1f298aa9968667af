// Signals while a line is typed. A handler puts the signal's number into a pipe, which is waited for together with the terminal, so that none
// is missed whatever thread it comes to, and nothing but a write happens in the handler.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/select.h>
#include <unistd.h>

#include "editor.h"

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
enum { signal_count = sizeof signals / sizeof signals[0] };

static struct sigaction previous[signal_count];
static sigset_t previous_mask;
static int ends[2] = {-1, -1};  // of the pipe: one to read, one to write

static void on_signal(int signal) {
  int saved = errno;
  unsigned char number = (unsigned char)signal;
  if (write(ends[1], &number, 1) < 0) {
    // The pipe is full of signals that nobody has looked at yet.
  }
  errno = saved;
}

static void catch(int index) {
  struct sigaction action = {.sa_handler = on_signal};
  sigfillset(&action.sa_mask);
  sigaction(signals[index], NULL, &previous[index]);
  // Whoever started the program with a signal ignored, as nohup does, meant it. SIGINT is ignored between two lines; the others are about the line.
  bool is_always_caught = signals[index] == SIGINT || signals[index] == SIGCONT || signals[index] == SIGWINCH;
  if (previous[index].sa_handler == SIG_IGN && !is_always_caught) return;
  sigaction(signals[index], &action, NULL);
}

bool hedit_catch_signals(void) {
  if (ends[0] < 0) {
    if (pipe(ends) != 0) return false;
    for (int i = 0; i < 2; i++) {
      fcntl(ends[i], F_SETFD, FD_CLOEXEC);
      fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
  }
  sigset_t caught;
  sigemptyset(&caught);
  for (int i = 0; i < signal_count; i++) {
    sigaddset(&caught, signals[i]);
    catch(i);
  }
  // A program that was started from a thread that blocks signals inherits the mask, and would never hear of them.
  pthread_sigmask(SIG_UNBLOCK, &caught, &previous_mask);
  return true;
}

// A signal that has come and was not yet given; 0: none.
static int next_signal(void) {
  unsigned char number;
  return read(ends[0], &number, 1) == 1 ? number : 0;
}

bool hedit_ends_line(int signal) { return signal != SIGWINCH && signal != SIGCONT && signal != SIGTSTP; }

int hedit_wait(int descriptor) {
  while (true) {
    int signal = next_signal();
    if (signal != 0) return signal;
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(descriptor, &readable);
    FD_SET(ends[0], &readable);
    int highest = descriptor > ends[0] ? descriptor : ends[0];
    int count = select(highest + 1, &readable, NULL, NULL, NULL);
    // An error other than a signal is found again, and told, by the read that follows.
    if (count < 0 && errno != EINTR) return 0;
    if (count > 0 && FD_ISSET(descriptor, &readable) && !FD_ISSET(ends[0], &readable)) return 0;
  }
}

void hedit_stop(void) {
  for (int i = 0; i < signal_count; i++) {
    if (signals[i] != SIGTSTP) continue;
    sigaction(SIGTSTP, &previous[i], NULL);
    raise(SIGTSTP);
    catch(i);
  }
}

int hedit_release_signals(int ended) {
  for (int i = 0; i < signal_count; i++) sigaction(signals[i], &previous[i], NULL);
  // Those that came when the line was done.
  for (int late = next_signal(); late != 0; late = next_signal()) {
    if (hedit_ends_line(late)) ended = late;
  }
  // What it means to the program is up to whoever heard of it before: by default it is the end.
  if (ended != 0 && ended != SIGINT) raise(ended);
  pthread_sigmask(SIG_SETMASK, &previous_mask, NULL);
  return ended;
}
