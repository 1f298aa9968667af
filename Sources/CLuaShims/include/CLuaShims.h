// A sandboxed Lua 5.4 state for a host written in Swift.
//
// Lua raises errors with longjmp, which must never cross a Swift frame. So no lua_State is visible here, and
// nothing in this header raises: every entry into Lua runs whole inside one lua_pcallk and answers with a status;
// every callback into the host answers with a status too, and the C trampoline raises after the host has returned.
// Values cross both ways as bytes in one buffer, the exchange. Each crossing is written and then read at once,
// with no other crossing in between, so that a single buffer serves calls nested to any depth.
//
// A state belongs to one thread at a time.

#ifndef CLUASHIMS_H
#define CLUASHIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A growable run of bytes owned by C.
typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} hlua_buffer;

bool hlua_buffer_grow(hlua_buffer *buffer, size_t extra);
/// Makes room for `extra` more bytes; false when the machine has no memory left.
static inline bool hlua_buffer_reserve(hlua_buffer *buffer, size_t extra) {
  return buffer->capacity - buffer->count >= extra || hlua_buffer_grow(buffer, extra);
}

/// The encoding of a value: one of these bytes, then its payload in the machine's own byte order.
/// A list of values (arguments, results) is a uint32_t count and then the values.
enum {
  HLUA_TAG_NIL = 0,
  HLUA_TAG_FALSE = 1,
  HLUA_TAG_TRUE = 2,
  HLUA_TAG_INTEGER = 3,   ///< int64_t
  HLUA_TAG_NUMBER = 4,    ///< double
  HLUA_TAG_STRING = 5,    ///< uint64_t length, then bytes
  HLUA_TAG_TABLE = 6,     ///< uint32_t n, n values for the keys 1...n; uint32_t m, m times a key and a value
  HLUA_TAG_FUNCTION = 7,  ///< int64_t: a reference, to be given back with hlua_release
  HLUA_TAG_OBJECT = 8,    ///< the address of a host object
  HLUA_TAG_CALLBACK = 9,  ///< int64_t: the number of a host function (host to Lua only)
};

/// Tables nested deeper than this do not cross.
enum { HLUA_DEPTH_LIMIT = 100 };
/// A single crossing carries at most this many values.
enum { HLUA_ELEMENT_LIMIT = 1 << 22 };

/// How an entry into Lua ended.
enum {
  HLUA_OK = 0,
  HLUA_SYNTAX = 1,
  HLUA_RUNTIME = 2,
  HLUA_MEMORY = 3,
  HLUA_TIME = 4,
  HLUA_INTERRUPTED = 5,
};

/// What Lua asks of the host.
enum {
  HLUA_ASK_FUNCTION = 0,  ///< call host function `number` with the arguments in the exchange
  HLUA_ASK_METHOD = 1,    ///< call method `name` of `object`; the arguments exclude the object
  HLUA_ASK_MEMBER = 2,    ///< read member `name` of `object`
  HLUA_ASK_TOSTRING = 3,  ///< describe `object`: one string
  HLUA_ASK_MODULE = 4,    ///< find module `name`: two strings, its path and its source
  HLUA_ASK_CLOSE = 6,     ///< the scope of a local variable `<close>` or of a loop that holds `object` has ended
  HLUA_ASK_UNKNOWN = 5,   ///< a message for a member that host module `name` does not have: the exchange holds the member's name
};

/// What the host answers.
enum {
  HLUA_ANSWER_VALUES = 0,   ///< the exchange holds a list of values
  HLUA_ANSWER_ERROR = 1,    ///< the exchange holds the bytes of a message
  HLUA_ANSWER_METHOD = 2,   ///< to HLUA_ASK_MEMBER: it is a method
  HLUA_ANSWER_UNKNOWN = 3,  ///< to HLUA_ASK_MODULE: not found; the exchange holds the bytes of a message
  HLUA_ANSWER_TIME = 4,         ///< a call of the callback ran out of time: that ends the script too, which cannot catch it
  HLUA_ANSWER_INTERRUPTED = 5,  ///< it was interrupted, likewise
};

/// The host's side of the border. None of these may raise or leave by longjmp.
typedef struct {
  void *context;
  int (*ask)(void *context, int request, int64_t number, void *object, const char *name, size_t length);
  bool (*interrupted)(void *context);  ///< whether the running script is to end; asked often
  void (*print)(void *context, const char *bytes, size_t length);
  void (*retain)(void *object);
  void (*release)(void *object);
} hlua_host;

/// A flag that any thread, or a signal handler, may raise to stop a running script.
typedef struct hlua_flag hlua_flag;
hlua_flag *hlua_flag_new(void);
void hlua_flag_free(hlua_flag *flag);
void hlua_flag_set(hlua_flag *flag, bool raised);
bool hlua_flag_get(const hlua_flag *flag);

typedef struct {
  size_t memory;     ///< bytes the state may allocate
  int64_t seed;      ///< of math.random
  bool trusted;      ///< open all standard libraries
  hlua_flag *stop;   ///< borrowed; outlives the state
} hlua_options;

typedef struct hlua_vm hlua_vm;

/// A new state, or NULL when `options.memory` is too small for it.
hlua_vm *hlua_open(hlua_host host, hlua_options options);
/// Closes the state and releases every host object it still holds.
void hlua_close(hlua_vm *vm);

/// The bytes of the current crossing.
hlua_buffer *hlua_exchange(hlua_vm *vm);

/// Compiles and runs `source` (text only) named `chunk` ("@path" or "=name"), with the arguments in the exchange
/// (and in the global `arg`, whose index 0 is `script`; not for the host's own chunks, "=holdem."). Results are left in the exchange.
int hlua_run(
  hlua_vm *vm, const char *source, size_t length, const char *chunk, const char *script, uint64_t nanoseconds);
/// Calls a referenced function with the arguments in the exchange; results are left there.
/// `nanoseconds` bounds the time spent in Lua, host callbacks excluded; 0 means no bound.
int hlua_call(hlua_vm *vm, int64_t function, uint64_t nanoseconds);
/// Makes the exchange's second value what `require` gives for the name in its first.
int hlua_set_module(hlua_vm *vm);
/// The exchange holds strings: names that lead from the globals to a value, and the beginning of a name. Leaves there the host object, if the value is
/// one, or a table of the members that begin so, alternately the name and whether it is a function. Runs nothing of the script's.
int hlua_names(hlua_vm *vm);
/// Gives a function reference back. May be called at any moment; it takes effect at the next entry into Lua.
void hlua_release(hlua_vm *vm, int64_t function);

/// What went wrong in the last entry that did not end with HLUA_OK. Valid until the next entry.
typedef struct {
  hlua_buffer message;    ///< without the position in front
  hlua_buffer file;       ///< where; empty when not known
  int line;               ///< 0 when not known
  hlua_buffer traceback;  ///< one line per Lua function, innermost first
} hlua_failure;
const hlua_failure *hlua_last_failure(const hlua_vm *vm);

/// The script line from which the running host callback was called. `file` is NULL when there is none.
typedef struct {
  const char *file;
  int line;
} hlua_location;
hlua_location hlua_caller(hlua_vm *vm);

/// For a host callback that works for the script itself: whether the script's time is over or it is to be interrupted, with the time of the callback
/// counted as the script's. Once true, the script ends, whatever the callback answers.
bool hlua_is_over(hlua_vm *vm);

/// Collects all garbage of the script. Host objects that it let go of are released.
void hlua_collect(hlua_vm *vm);

/// Bytes now allocated by the state.
size_t hlua_memory_used(const hlua_vm *vm);

#endif
