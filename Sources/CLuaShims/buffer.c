// Bytes that grow: of messages, and of values that cross between Swift and Lua.

#include <stdlib.h>
#include <string.h>

#include "vm.h"

bool hlua_buffer_grow(hlua_buffer *buffer, size_t extra) {
  size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity * 2;
  while (capacity - buffer->count < extra) capacity *= 2;
  uint8_t *bytes = realloc(buffer->bytes, capacity);
  if (bytes == NULL) return false;
  buffer->bytes = bytes;
  buffer->capacity = capacity;
  return true;
}

// Out of memory leaves the buffer as it was: messages are then cut short. The encoder checks for itself.
void hlua_append(hlua_buffer *buffer, const void *bytes, size_t count) {
  if (count == 0 || !hlua_buffer_reserve(buffer, count)) return;
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

void hlua_set_text(hlua_buffer *buffer, const char *bytes, size_t count) {
  buffer->count = 0;
  hlua_append(buffer, bytes, count);
}
