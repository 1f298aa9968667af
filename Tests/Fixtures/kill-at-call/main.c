// Kills a program at a chosen system call.
//
//     kill-at-call <n> <program> [arguments]
//
// From the first SIGUSR1 that the program raises to the second, it is stopped as it enters and as it leaves each system call; at the n-th stop, counted from 1,
// it is killed with SIGKILL. Neither signal reaches it. Exit status: 137 if it was killed, else its own. Linux only: elsewhere 77.

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/ptrace.h>
#include <sys/wait.h>

static void become(char **arguments) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  ptrace(PTRACE_TRACEME, 0, NULL, NULL);
  execv(arguments[0], arguments);
  _exit(127);
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  long wanted = atol(arguments[1]), stops = 0;
  pid_t child = fork();
  if (child < 0) return 71;
  if (child == 0) become(arguments + 2);
  int status, marks = 0;
  if (waitpid(child, &status, 0) < 0) return 71;
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  ptrace(PTRACE_SETOPTIONS, child, NULL, (void *)(long)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
  long passed = 0;
  for (;;) {
    ptrace(marks == 1 ? PTRACE_SYSCALL : PTRACE_CONT, child, NULL, (void *)passed);
    if (waitpid(child, &status, 0) < 0) return 71;
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
    int signal = WSTOPSIG(status);
    passed = 0;
    if (signal == (SIGTRAP | 0x80)) {
      if (++stops == wanted) kill(child, SIGKILL);
    } else if (signal == SIGUSR1) {
      marks++;
    } else if (signal != SIGTRAP) {
      passed = signal;
    }
  }
}
#else
int main(void) { return 77; }
#endif
