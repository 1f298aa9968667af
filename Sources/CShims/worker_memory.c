#define _GNU_SOURCE
#include "worker_shims.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

static int resize(int fd, size_t size) {
  while (ftruncate(fd, (off_t)size) != 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

#if defined(__linux__)
static int make_segment(size_t size, int *fd) {
  *fd = memfd_create("workers", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (*fd < 0) return errno;
  int error = resize(*fd, size);
  if (error == 0 && fcntl(*fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) error = errno;
  return error;
}

int shims_memory_reserve(int fd, void *base, size_t size) {
  // Through the mapping first: only so does the kernel give huge pages. Kernels before 5.14 do not know the advice.
#if defined(MADV_POPULATE_WRITE)
  if (madvise(base, size, MADV_POPULATE_WRITE) == 0) return 0;
  if (errno != EINVAL) return errno;
#else
  (void)base;
#endif
  int error;
  do error = posix_fallocate(fd, 0, (off_t)size);
  while (error == EINTR);
  return error;
}

static void advise(void *base, size_t size) { madvise(base, size, MADV_HUGEPAGE); }
#else
static int make_segment(size_t size, int *fd) {
  // The name lives for an instant; a name that is taken is that of another process in the same instant.
  for (int attempt = 0; attempt < 100; attempt++) {
    char name[32];
    snprintf(name, sizeof name, "/workers-%d-%d", (int)getpid(), attempt);
    *fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (*fd >= 0) {
      shm_unlink(name);
      fcntl(*fd, F_SETFD, FD_CLOEXEC);
      return resize(*fd, size);
    }
    if (errno != EEXIST) return errno;
  }
  return EEXIST;
}

int shims_memory_reserve(int fd, void *base, size_t size) {
  (void)fd;
  size_t page = (size_t)getpagesize();
  for (size_t offset = 0; offset < size; offset += page) ((volatile char *)base)[offset] = 0;
  return 0;
}

static void advise(void *base, size_t size) {
  (void)base;
  (void)size;
}
#endif

int shims_memory_create(size_t size, int *fd) {
  int error = make_segment(size, fd);
  if (error != 0 && *fd >= 0) close(*fd);
  return error;
}

int shims_memory_map(int fd, size_t size, void **base) {
  void *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) return errno;
  advise(mapped, size);
  *base = mapped;
  return 0;
}

int shims_memory_size(int fd, size_t *size) {
  struct stat file;
  if (fstat(fd, &file) != 0) return errno;
  *size = (size_t)file.st_size;
  return 0;
}

uint64_t shims_machine_memory(void) {
  long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size : UINT64_MAX;
}

uint64_t shims_file_size_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return UINT64_MAX;
  return (uint64_t)limit.rlim_cur;
}
