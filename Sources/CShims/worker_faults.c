// What a pool's coordinator does of a batch itself, and the signals that end who does it.
//
// A worker that reads what is not mapped, runs out of stack, or aborts dies, and another takes over. The coordinator must not die: it holds the run. So
// it leaves what it does by `siglongjmp` instead. Such a jump out of Swift code is allowed for one reason: nobody returns to the frames that are left, and
// nobody looks at what they worked with. What they held is lost: memory, references, a lock if they died within the allocator. One thing that points into them
// is known and must be taken back, Swift's list of accesses that are under way; see `swift_task_exitThreadLocalContext`.
//
// The handlers stay for the life of the process, since it would take twelve system calls to put them up and down for each pass. Outside of such work they put back
// what was there before, and let it happen again.

#define _GNU_SOURCE
#include "worker_shims.h"

#include <pthread.h>
#include <setjmp.h>

/// The runtime checks at each access to a variable that no other is under way that excludes it. It keeps a list for each thread whose records lie on the stack,
/// in the frames that make the accesses. Records of frames that were left would stay in the list for ever: accesses to what they name would end the program, and the
/// list would lead through memory that has become something else. Concurrent tasks have the same need when they are suspended: a task enters a thread, where
/// its accesses go on top of the list, and exits with all of them taken off. So for the runtime what may die is a task that is suspended when it does, and never
/// resumed. `state` is two words, zero at first. (swift/Runtime/Concurrency: SwiftTaskThreadLocalContext.)
extern void swift_task_enterThreadLocalContext(char *state);
extern void swift_task_exitThreadLocalContext(char *state);

struct attempt {
  struct attempt *outer;  // the one within which it was begun
  sigjmp_buf start;       // with the signals that were blocked
  void *accesses[2];
};

/// What this thread is doing that may die.
static _Thread_local struct attempt *volatile innermost;

// MARK: The handler

static const int caught[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
enum { caught_count = sizeof caught / sizeof caught[0] };
static struct sigaction previous[caught_count];

/// Puts the handler back that was there before, to which it then happens: the instruction is run again, or, where that would not do, the signal is sent again, and
/// comes when this handler has returned.
static void pass_on(int signal, const siginfo_t *info) {
  for (int i = 0; i < caught_count; i++) {
    if (caught[i] == signal) sigaction(signal, &previous[i], NULL);
  }
  bool was_sent = info->si_code <= 0 || info->si_code == SI_USER;
  if (was_sent || signal == SIGABRT || signal == SIGTRAP) raise(signal);
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  (void)context;
  struct attempt *attempt = innermost;
  if (attempt == NULL) return pass_on(signal, info);
  innermost = attempt->outer;
  // Here, where the frames are still whole: the handler has a stack of its own.
  swift_task_exitThreadLocalContext((char *)attempt->accesses);
  siglongjmp(attempt->start, signal);
}

static void put_up_handlers(void) {
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < caught_count; i++) sigaction(caught[i], &action, &previous[i]);
}

/// Gives the thread a stack for handlers, unless it has one, as the main thread has from Swift's own: there is no room on one that has run out. Without one, for want
/// of memory, only that fault ends the program as before. It stays with the thread.
static void provide_handler_stack(void) {
  static _Thread_local bool is_provided;
  if (is_provided) return;
  is_provided = true;
  stack_t stack;
  if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
  size_t size = 64 * 1024;
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  stack = (stack_t){.ss_sp = memory, .ss_size = size};
  if (sigaltstack(&stack, NULL) != 0) munmap(memory, size);
}

// MARK: The work

int shims_survive(void (*work)(void *argument), void *argument) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, put_up_handlers);
  provide_handler_stack();
  // Nothing here changes between the two returns of `sigsetjmp` but what `on_signal` says.
  struct attempt attempt = {.outer = innermost};
  swift_task_enterThreadLocalContext((char *)attempt.accesses);
  int signal = sigsetjmp(attempt.start, 1);
  if (signal != 0) return signal;
  innermost = &attempt;
  work(argument);
  innermost = attempt.outer;
  return 0;
}
