#define _GNU_SOURCE
#include "worker_shims.h"

#include <sys/socket.h>
#include <sys/time.h>

#if defined(__linux__)
enum { no_signal = MSG_NOSIGNAL, close_received_on_exec = MSG_CMSG_CLOEXEC };

static int make_pair(int fds[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0 ? 0 : errno;
}
#else
enum { no_signal = 0, close_received_on_exec = 0 };

static int make_pair(int fds[2]) {
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0) return errno;
  for (int i = 0; i < 2; i++) {
    int on = 1;
    fcntl(fds[i], F_SETFD, FD_CLOEXEC);
    setsockopt(fds[i], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
  }
  return 0;
}
#endif

int shims_socket_pair(int buffer, int fds[2]) {
  int error = make_pair(fds);
  if (error != 0) return error;
  if (fds[1] <= shims_worker_socket) {
    int moved = fcntl(fds[1], F_DUPFD_CLOEXEC, shims_worker_socket + 1);
    error = errno;
    close(fds[1]);
    if (moved < 0) {
      close(fds[0]);
      return error;
    }
    fds[1] = moved;
  }
  for (int i = 0; i < 2 && buffer > 0; i++) {
    setsockopt(fds[i], SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
    setsockopt(fds[i], SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  }
  return 0;
}

int shims_set_send_timeout(int fd, int seconds) {
  struct timeval limit = {.tv_sec = seconds};
  return setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) == 0 ? 0 : errno;
}

ssize_t shims_send(int fd, const void *bytes, size_t length, int descriptor, bool wait) {
  struct iovec part = {.iov_base = (void *)bytes, .iov_len = length};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  if (descriptor >= 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = sizeof control.bytes;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
  }
  for (;;) {
    ssize_t sent = sendmsg(fd, &message, no_signal | (wait ? 0 : MSG_DONTWAIT));
    if (sent >= 0) return sent;
    if (errno != EINTR) return -errno;
  }
}

/// Takes the first descriptor of a control message and closes any other, which nobody asked for.
static int take_descriptor(struct msghdr *message) {
  int taken = -1;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header; header = CMSG_NXTHDR(message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; i++) {
      int descriptor;
      memcpy(&descriptor, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
      if (taken < 0) {
        taken = descriptor;
        fcntl(taken, F_SETFD, FD_CLOEXEC);
      } else {
        close(descriptor);
      }
    }
  }
  return taken;
}

ssize_t shims_receive(int fd, void *bytes, size_t capacity, int *descriptor, bool wait) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(4 * sizeof(int))];
  } control;
  struct iovec part = {.iov_base = bytes, .iov_len = capacity};
  if (descriptor) *descriptor = -1;
  for (;;) {
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptor) {
      message.msg_control = &control;
      message.msg_controllen = sizeof control.bytes;
    }
    ssize_t received = recvmsg(fd, &message, close_received_on_exec | (wait ? 0 : MSG_DONTWAIT));
    if (received >= 0) {
      if (descriptor) *descriptor = take_descriptor(&message);
      return received;
    }
    if (errno != EINTR) return -errno;
  }
}

bool shims_is_socket(int fd) {
  int type;
  socklen_t length = sizeof type;
  return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) == 0;
}
