// What a pool of worker processes needs from the system and Swift cannot say: control messages
// with descriptors, spawn attributes, anonymous shared memory, signal handlers; files that leave nothing behind when
// their writer is killed.
//
// Every function that returns `int` returns 0, or the `errno` that explains the failure.

#ifndef WORKER_SHIMS_H
#define WORKER_SHIMS_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

// MARK: Messages

/// The fixed part of every message between a coordinator and a worker, in the byte order of the
/// machine. A message of kind failure or refused is followed by `length` bytes of UTF-8 text.
struct shims_message {
  uint32_t magic;
  uint16_t version;
  uint16_t kind;
  uint32_t length;     // bytes of text that follow
  uint32_t index;      // task index, or segment id
  uint32_t count;      // tasks are numbered below this
  uint32_t task_kind;
  uint64_t batch;      // sequence number of the batch
  uint64_t job;        // checksum of the job
  uint64_t words[4];   // argument, payload, size or build, by kind
};
_Static_assert(sizeof(struct shims_message) == 72, "the message has no padding");

// MARK: Sockets

/// Makes a connected pair of close-on-exec stream sockets; `fds[1]` is never below 4, so that it can be
/// put at a fixed place in a child. `buffer` is the wanted kernel buffer of each end in bytes, 0 for the default.
int shims_socket_pair(int buffer, int fds[2]);

/// Bounds how long a blocking send on `fd` may take.
int shims_set_send_timeout(int fd, int seconds);

/// Sends without raising SIGPIPE, and `descriptor` with the first byte unless it is negative.
/// Returns the bytes sent, or the negated `errno`.
ssize_t shims_send(int fd, const void *bytes, size_t length, int descriptor, bool wait);

/// Receives what is there, and at most one descriptor with it (`*descriptor` is -1 when there is none; with a null
/// `descriptor` the system drops any).
/// Returns the bytes received, 0 at end of file, or the negated `errno`.
ssize_t shims_receive(int fd, void *bytes, size_t capacity, int *descriptor, bool wait);

/// True when `fd` is an open socket.
bool shims_is_socket(int fd);

// MARK: Processes

/// Where a worker finds its socket.
enum { shims_worker_socket = 3 };

/// Starts `path` with `socket` as descriptor 3, nothing on standard input, standard output sent to standard
/// error, no other descriptor, default signal handlers, an empty signal mask, in a process group of its own.
/// `environment` may be null: that of the caller.
int shims_spawn(const char *path, char *const arguments[], char *const environment[], int socket, pid_t *pid);

/// The path to start the running executable by. Where the system allows, it names the very file that runs, also
/// after the file has been replaced on disk.
int shims_own_executable(char *path, size_t capacity);

/// A number that differs between two builds of an executable on one machine: a hash of the file's device, inode,
/// size and time of modification. `path` may be null: the running executable.
int shims_build_identity(const char *path, uint64_t *identity);

/// Starts a thread that ends the process with status 0 when the other end of `fd` is closed. It sleeps in
/// the kernel until then.
int shims_start_lifeline(int fd);

/// Names the process in lists of processes.
void shims_name_process(const char *name);

/// Waits for the end of a child and returns its status; -1 when there is no such child any more.
int shims_wait(pid_t pid);

/// The exit status of a child that exited, else -1.
int shims_exit_status(int status);

/// The signal that ended a child, else 0.
int shims_exit_signal(int status);

// MARK: Shared memory

/// Makes a segment without a name, of `size` bytes.
int shims_memory_create(size_t size, int *fd);

/// Maps `size` bytes for reading and writing, in huge pages where the system offers them.
int shims_memory_map(int fd, size_t size, void **base);

/// Gives every page of a mapped segment its memory now, so that none can be missing later.
int shims_memory_reserve(int fd, void *base, size_t size);

/// The size of the segment behind `fd` in bytes.
int shims_memory_size(int fd, size_t *size);

/// The machine's memory in bytes.
uint64_t shims_machine_memory(void);

/// The largest file this process may make in bytes (`ulimit -f`).
uint64_t shims_file_size_limit(void);

// MARK: Files

/// Opens a file for writing that has no name in any folder, on the file system of `folder`; when it is closed without a
/// name, it is gone. Returns -1 where the system has none.
int shims_unnamed_file(const char *folder);

/// Gives an unnamed file a name that must not be taken. Returns 0 or the `errno`.
int shims_name_file(int fd, const char *path);

/// Locks an open file or folder against every other holder until it is closed, or the process ends, however it ends. Waits for at most
/// 2 s. Returns 0 or the `errno`: `EWOULDBLOCK` when somebody else holds it.
int shims_lock(int fd);

// MARK: Faults

/// Calls `work` in such a way that a signal that would end the process (SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP; of a fault, a stack that has run out, or sent
/// to this thread) ends only the call. Returns 0, or that signal: then `work` was left where it was, without any of what it would have done on its way out, and what it
/// was changing may be in any state. Outside of such calls, and in other threads, the signals do what they did before.
/// Costs a fraction of a microsecond. May be nested.
int shims_survive(void (*work)(void *argument), void *argument);

// MARK: Interrupts

/// Whether the program was started with a signal ignored, or ignores it by now.
bool shims_is_ignored(int signal);

/// Catches `signals`. The first to arrive is remembered, and `notice` (may be null, at most 255 bytes are kept) is
/// written to standard error. The next one ends the process at once with status 128 + signal,
/// but for SIGHUP, which comes more than once.
int shims_interrupts_install(const int *signals, int count, const char *notice);

/// Puts the handlers back that were there before, and forgets what arrived.
void shims_interrupts_restore(void);

/// The first signal caught, or 0.
int shims_interrupts_signal(void);

#endif
