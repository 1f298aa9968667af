#include "worker_shims.h"

#include <stdatomic.h>

enum { signal_limit = 64, notice_limit = 255 };

static _Atomic int first_signal;
static char notice_text[notice_limit + 1];
static _Atomic size_t notice_length;
static int installed_signals[signal_limit];
static struct sigaction previous_actions[signal_limit];
static int installed_count;
static sigset_t previous_mask;

static void on_signal(int signal) {
  int saved = errno, none = 0;
  if (!atomic_compare_exchange_strong(&first_signal, &none, signal)) {
    // A terminal that goes away says so more than once: by the kernel and by the shell.
    if (signal == SIGHUP) return;
    _exit(128 + signal);
  }
  if (notice_length > 0 && write(STDERR_FILENO, notice_text, notice_length) < 0) {
    // Nobody reads the notice any more; the signal is remembered all the same.
  }
  errno = saved;
}

bool shims_is_ignored(int signal) {
  struct sigaction action;
  return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

int shims_interrupts_install(const int *signals, int count, const char *notice) {
  if (installed_count > 0) return EBUSY;
  if (count < 0 || count > signal_limit) return EINVAL;
  atomic_store(&first_signal, 0);
  size_t length = notice ? strnlen(notice, notice_limit) : 0;
  memcpy(notice_text, notice ? notice : "", length);
  atomic_store(&notice_length, length);
  struct sigaction action = {.sa_handler = on_signal};
  sigemptyset(&action.sa_mask);
  // A program that was started from a thread that blocks signals inherits the mask, and would never hear of them.
  sigset_t caught;
  sigemptyset(&caught);
  for (int i = 0; i < count; i++) sigaddset(&caught, signals[i]);
  pthread_sigmask(SIG_SETMASK, NULL, &previous_mask);
  for (int i = 0; i < count; i++) {
    if (sigaction(signals[i], &action, &previous_actions[i]) != 0) {
      int error = errno;
      shims_interrupts_restore();
      return error;
    }
    installed_signals[installed_count++] = signals[i];
  }
  pthread_sigmask(SIG_UNBLOCK, &caught, NULL);
  return 0;
}

void shims_interrupts_restore(void) {
  if (installed_count > 0) pthread_sigmask(SIG_SETMASK, &previous_mask, NULL);
  while (installed_count > 0) {
    installed_count--;
    sigaction(installed_signals[installed_count], &previous_actions[installed_count], NULL);
  }
  atomic_store(&first_signal, 0);
}

int shims_interrupts_signal(void) { return atomic_load(&first_signal); }
