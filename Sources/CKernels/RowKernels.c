#include "CKernels.h"

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define HL_KERNEL __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define HL_KERNEL
#endif
#define HL_INLINE static inline __attribute__((always_inline))

#define HL_JOIN_(a, b) a##b
#define HL_JOIN(a, b) HL_JOIN_(a, b)

#define HL_SUFFIX f32
#define HL_REAL float
#define HL_INT int32_t
#include "RowKernels.inc"
#include "Showdown.inc"
#undef HL_SUFFIX
#undef HL_REAL
#undef HL_INT

#define HL_SUFFIX f64
#define HL_REAL double
#define HL_INT int64_t
#include "RowKernels.inc"
#include "Showdown.inc"

const char *hl_instruction_set(void) {
#if defined(__x86_64__) && defined(__linux__)
  if (__builtin_cpu_supports("x86-64-v4")) return "x86-64-v4";
  if (__builtin_cpu_supports("x86-64-v3")) return "x86-64-v3";
  return "x86-64";
#else
  return "portable";
#endif
}
