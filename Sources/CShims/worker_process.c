#define _GNU_SOURCE
#include "worker_shims.h"

#include <pthread.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#else
#include <sys/prctl.h>
#endif

extern char **environ;

// MARK: What differs between systems

#if defined(__APPLE__)
static const short spawn_flags_of_system = POSIX_SPAWN_CLOEXEC_DEFAULT;

static int close_the_rest(posix_spawn_file_actions_t *actions) {
  return posix_spawn_file_actions_addinherit_np(actions, STDERR_FILENO);
}

int shims_own_executable(char *path, size_t capacity) {
  uint32_t size = (uint32_t)capacity;
  return _NSGetExecutablePath(path, &size) == 0 ? 0 : ENAMETOOLONG;
}

static struct timespec modified(const struct stat *file) { return file->st_mtimespec; }

void shims_name_process(const char *name) { (void)name; }
#else
static const short spawn_flags_of_system = 0;

static int close_the_rest(posix_spawn_file_actions_t *actions) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
  return posix_spawn_file_actions_addclosefrom_np(actions, shims_worker_socket + 1);
#else
  (void)actions;
  return 0;
#endif
}

int shims_own_executable(char *path, size_t capacity) {
  static const char link[] = "/proc/self/exe";
  if (sizeof link > capacity) return ENAMETOOLONG;
  memcpy(path, link, sizeof link);
  return access(path, X_OK) == 0 ? 0 : errno;
}

static struct timespec modified(const struct stat *file) { return file->st_mtim; }

void shims_name_process(const char *name) { prctl(PR_SET_NAME, name); }
#endif

// MARK: Spawn

static int set_attributes(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
  int error = posix_spawnattr_setflags(attributes, flags | spawn_flags_of_system);
  if (error == 0) error = posix_spawnattr_setsigmask(attributes, &none);
  if (error == 0) error = posix_spawnattr_setsigdefault(attributes, &all);
  if (error == 0) error = posix_spawnattr_setpgroup(attributes, 0);
  return error;
}

static int set_files(posix_spawn_file_actions_t *actions, int socket) {
  int error = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (error == 0 && fcntl(STDERR_FILENO, F_GETFD) < 0)
    error = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  if (error == 0) error = posix_spawn_file_actions_adddup2(actions, STDERR_FILENO, STDOUT_FILENO);
  if (error == 0) error = posix_spawn_file_actions_adddup2(actions, socket, shims_worker_socket);
  if (error == 0) error = close_the_rest(actions);
  return error;
}

int shims_spawn(const char *path, char *const arguments[], char *const environment[], int socket, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error != 0) return error;
  error = posix_spawnattr_init(&attributes);
  if (error == 0) {
    error = set_attributes(&attributes);
    if (error == 0) error = set_files(&actions, socket);
    if (error == 0) error = posix_spawn(pid, path, &actions, &attributes, arguments, environment ? environment : environ);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int shims_build_identity(const char *path, uint64_t *identity) {
  char own[4096];
  struct stat file;
  if (path == NULL) {
    int error = shims_own_executable(own, sizeof own);
    if (error != 0) return error;
    path = own;
  }
  if (stat(path, &file) != 0) return errno;
  struct timespec time = modified(&file);
  uint64_t parts[5] = {(uint64_t)file.st_dev, (uint64_t)file.st_ino, (uint64_t)file.st_size, (uint64_t)time.tv_sec,
                       (uint64_t)time.tv_nsec};
  uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a, 64 bits
  for (size_t i = 0; i < sizeof parts; i++) hash = (hash ^ ((const unsigned char *)parts)[i]) * 0x100000001b3u;
  *identity = hash;
  return 0;
}

// MARK: Life and death

static void *watch_lifeline(void *argument) {
  struct pollfd line = {.fd = (int)(intptr_t)argument};  // no events: only a hang-up is reported
  while (poll(&line, 1, -1) <= 0) {
  }
  _exit(0);
}

int shims_start_lifeline(int fd) {
  pthread_attr_t attributes;
  pthread_t thread;
  sigset_t all, before;
  int error = pthread_attr_init(&attributes);
  if (error != 0) return error;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 256 * 1024);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  error = pthread_create(&thread, &attributes, watch_lifeline, (void *)(intptr_t)fd);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return error;
}

int shims_wait(pid_t pid) {
  int status;
  for (;;) {
    if (waitpid(pid, &status, 0) == pid) return status;
    if (errno != EINTR) return -1;
  }
}

int shims_exit_status(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

int shims_exit_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
