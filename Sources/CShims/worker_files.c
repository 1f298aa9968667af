#define _GNU_SOURCE
#include "worker_shims.h"

#include <stdio.h>
#include <sys/file.h>

#if defined(__linux__) && defined(O_TMPFILE)
static void own_link(int fd, char link[32]) { snprintf(link, 32, "/proc/self/fd/%d", fd); }

int shims_unnamed_file(const char *folder) {
  int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
  if (fd < 0) return -1;
  // It can only be named through /proc.
  char link[32];
  own_link(fd, link);
  if (access(link, F_OK) == 0) return fd;
  close(fd);
  return -1;
}

int shims_name_file(int fd, const char *path) {
  char link[32];
  own_link(fd, link);
  return linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}
#else
int shims_unnamed_file(const char *folder) {
  (void)folder;
  return -1;
}

int shims_name_file(int fd, const char *path) {
  (void)fd;
  (void)path;
  return ENOTSUP;
}
#endif

int shims_lock(int fd) {
  // A process that is just being started holds copies of its parent's locks until it has become another program.
  for (int attempt = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; attempt++) {
    if (errno != EWOULDBLOCK || attempt == 200) return errno;
    usleep(10000);
  }
  return 0;
}
