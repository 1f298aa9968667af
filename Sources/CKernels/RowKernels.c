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

typedef uint16_t hl_u16 __attribute__((vector_size(64), aligned(2)));

HL_KERNEL void hl_compare_hands(int32_t boards, int32_t n, const uint16_t *strengths, const uint16_t *weights, int32_t hand, int16_t *row) {
  for (int32_t b = 0; b < boards; b++) {
    const uint16_t *board = strengths + (size_t)b * n;
    if (board[hand] == 0) continue;
    const hl_u16 zero = {0}, mine = zero + board[hand], weight = zero + weights[b];
    for (int32_t o = 0; o < n; o += 32) {
      const hl_u16 theirs = *(const hl_u16 *)(board + o);
      hl_u16 sum = *(const hl_u16 *)(row + o);
      sum += weight & (hl_u16)(mine > theirs);
      sum -= weight & (hl_u16)(mine < theirs);
      *(hl_u16 *)(row + o) = sum;
    }
  }
}

const char *hl_instruction_set(void) {
#if defined(__x86_64__) && defined(__linux__)
  if (__builtin_cpu_supports("x86-64-v4")) return "x86-64-v4";
  if (__builtin_cpu_supports("x86-64-v3")) return "x86-64-v3";
  return "x86-64";
#else
  return "portable";
#endif
}
