/// What the sources of the kernels share.
#ifndef HOLDEM_KERNEL_H
#define HOLDEM_KERNEL_H

#include "CKernels.h"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
// The function that chooses among the instruction sets runs before the sanitizer has begun, and is instrumented like any other: it would crash.
#define HL_ONE_SET
#endif
#endif

#if defined(__x86_64__) && defined(__linux__) && !defined(HL_ONE_SET)
#define HL_KERNEL __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define HL_KERNEL
#endif
#define HL_INLINE static inline __attribute__((always_inline))

#define HL_UNROLL _Pragma("clang loop unroll(full)")

#define HL_JOIN_(a, b) a##b
#define HL_JOIN(a, b) HL_JOIN_(a, b)

/// Stores a row of a table. With `streams` the bytes go past the caches: what a pass writes lies apart from what it reads and is next read in another
/// pass, so that the line need not be fetched first. The address is on a boundary of the vector then.
#define HL_STORE_TABLE(VECTOR, ALIGNED, TO, VALUE, STREAMS) \
  do {                                                      \
    if (STREAMS)                                            \
      __builtin_nontemporal_store((VALUE), (ALIGNED *)(TO)); \
    else                                                    \
      *(VECTOR *)(TO) = (VALUE);                            \
  } while (0)

#endif
