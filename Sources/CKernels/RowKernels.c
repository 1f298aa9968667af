#include "Kernel.h"

#pragma STDC FP_CONTRACT OFF

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

#define HL_SHORTS 32
#define HL_ROWS 4
typedef int16_t hl_i16 __attribute__((vector_size(HL_SHORTS * sizeof(int16_t)), aligned(sizeof(int16_t))));
typedef int32_t hl_i32 __attribute__((vector_size(HL_SHORTS * sizeof(int32_t)), aligned(sizeof(int32_t))));

/// Adds `weight` to the sum of each pair of hands whose strengths `MORE` holds for, and takes it away where `LESS` does.
#define HL_EACH_PAIR(MORE, LESS)                                                                       \
  const hl_i16 zero = {0};                                                                             \
  for (int32_t o = 0; o < n; o += HL_SHORTS) {                                                         \
    for (int32_t h = 0; h < o + HL_SHORTS; h += HL_ROWS) {                                             \
      hl_i16 counts[HL_ROWS] = {zero};                                                                 \
      for (int32_t b = 0; b < boards; b++) {                                                           \
        const int16_t *board = strengths + (size_t)b * n;                                              \
        const hl_i16 theirs = *(const hl_i16 *)(board + o), weight = zero + weights[b];                \
        for (int32_t r = 0; r < HL_ROWS; r++) {                                                        \
          const hl_i16 mine = zero + board[h + r];                                                     \
          counts[r] += weight & (hl_i16)(MORE);                                                        \
          counts[r] -= weight & (hl_i16)(LESS);                                                        \
        }                                                                                              \
      }                                                                                                \
      for (int32_t r = 0; r < HL_ROWS; r++) {                                                          \
        *(hl_i32 *)(sums + (size_t)(h + r) * n + o) += __builtin_convertvector(counts[r], hl_i32);     \
      }                                                                                                \
    }                                                                                                  \
  }

HL_KERNEL void hl_compare_hands(int32_t boards, int32_t n, const int16_t *strengths, const int16_t *weights, int32_t *sums) {
  HL_EACH_PAIR(mine > theirs, mine < theirs)
}

HL_KERNEL void hl_tie_hands(int32_t boards, int32_t n, const int16_t *strengths, const int16_t *weights, int32_t *sums) {
  HL_EACH_PAIR(mine == theirs, zero)
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
