// The kernels of decisions for tables of 16 bits a number.

#include <math.h>

#include "Kernel.h"

#pragma STDC FP_CONTRACT OFF

typedef float vec __attribute__((vector_size(HL_LANES * sizeof(float)), aligned(sizeof(float))));
typedef int32_t ints __attribute__((vector_size(HL_LANES * sizeof(int32_t)), aligned(sizeof(int32_t))));
typedef int16_t shorts __attribute__((vector_size(HL_LANES * sizeof(int16_t)), aligned(sizeof(int16_t))));
typedef int16_t short_lines __attribute__((vector_size(HL_LANES * sizeof(int16_t)), aligned(32)));
typedef uint16_t words __attribute__((vector_size(HL_LANES * sizeof(uint16_t)), aligned(sizeof(uint16_t))));
typedef uint16_t word_lines __attribute__((vector_size(HL_LANES * sizeof(uint16_t)), aligned(32)));
typedef uint32_t phases __attribute__((vector_size(HL_LANES * sizeof(uint32_t)), aligned(sizeof(uint32_t))));
typedef double vec64 __attribute__((vector_size(HL_LANES * sizeof(double)), aligned(sizeof(double))));
typedef int64_t mask64 __attribute__((vector_size(HL_LANES * sizeof(double)), aligned(sizeof(double))));

// One below the largest cell, so that a bound that was rounded cannot overflow.
static const float most_regret = 32766, most_average = 65534;
// Below this a reciprocal might not be finite; rows that are so small count as nothing.
static const float least = 1e-30f;

/// What a cell is to count, given what it counted (`kept`, already discounted), the most that the new rows can hold and the largest cell.
///
/// The discount moves the unit and leaves the cells alone: were it multiplied into them, a small cell would be rounded back to what it was, and never
/// fade. So units change by powers of two only, where the rows would not fit any more or leave two bits unused.
///
/// 0 for rows that hold next to nothing; not a number for rows that have grown beyond all numbers, and from then on for ever.
HL_INLINE float next_unit(float kept, float bound, float most) {
  if (!(bound < HUGE_VALF)) return NAN;
  if (!(bound > least)) return 0;
  float unit = kept > least / most ? kept : bound / most;
  while (unit * most < bound) unit *= 2;
  while (unit * most > 4 * bound) unit /= 2;
  return unit;
}

HL_INLINE void load_regret(vec *out, const int16_t *from) { *out = __builtin_convertvector(*(const shorts *)from, vec); }
HL_INLINE void load_average(vec *out, const uint16_t *from) { *out = __builtin_convertvector(*(const words *)from, vec); }
HL_INLINE void positive_part(vec *x) { *x = (vec)((ints)*x & (*x > 0)); }
HL_INLINE void choose(vec *out, const ints *which, const vec *yes, const vec *no) { *out = (vec)(((ints)*yes & *which) | ((ints)*no & ~*which)); }
HL_INLINE void keep_larger(vec *most, const vec *x) {
  const ints above = *x > *most;
  choose(most, &above, x, most);
}
HL_INLINE void magnitude(vec *x) { *x = (vec)((ints)*x & 0x7FFFFFFF); }

/// To the nearest whole number, halves to even: the sum with 1.5 * 2^23 has no bits left for fractions. For |x| < 2^22.
HL_INLINE void nearest(ints *out, const vec *x) {
  const vec zero = {0}, magic = zero + 12582912.0f;
  *out = (ints)(*x + magic) - (ints)magic;
}

/// What is added before rounding to the nearest cell, from -0.5 to 0.5, so that a cell goes up as often as its fraction says: what is added iteration after iteration
/// counts in full, where it would vanish if it were always below half a cell. Over the iterations it takes the multiples of the golden ratio modulo 1, which are as
/// evenly spread as can be (Knuth, "The Art of Computer Programming" 3, section 6.4, theorem S).
HL_INLINE void dither(vec *out, const struct hl_update *update) {
  phases phase;
  for (uint32_t lane = 0; lane < HL_LANES; lane++) phase[lane] = (update->turn + lane * (0xFFFFFFFFu / HL_LANES + 1)) >> 8;
  const vec zero = {0}, half = zero + 0.5f;
  *out = (__builtin_convertvector(phase, vec) + half) * (zero + 0x1p-24f) - half;
}

HL_INLINE float largest_lane(const vec *x) {
  float largest = 0;
  for (int32_t lane = 0; lane < HL_LANES; lane++) largest = (*x)[lane] > largest ? (*x)[lane] : largest;
  return largest;
}

/// Regret matching, which does not depend on what a cell counts: sigma_a = cell_a+ * scale + share.
HL_INLINE void matching_scale(vec *scale, vec *share, int32_t actions, int32_t n, int32_t i, const int16_t *regret) {
  vec sum = {0}, zero = {0};
  for (int32_t a = 0; a < actions; a++) {
    vec r;
    load_regret(&r, regret + (size_t)a * n + i);
    positive_part(&r);
    sum += r;
  }
  const ints any = sum > 0;
  const vec one = zero + 1, uniform = zero + 1 / (float)actions;
  vec safe;
  choose(&safe, &any, &sum, &one);
  const vec inverse = one / safe;
  choose(scale, &any, &inverse, &zero);
  choose(share, &any, &zero, &uniform);
}

HL_KERNEL void hl_train_opponent_i16(int32_t actions, int32_t n, const struct hl_update *update, const int16_t *regret,
                                     const uint16_t *average_in, const struct hl_scale *scale_in, uint16_t *average_out,
                                     struct hl_scale *scale_out, const float *reach, float *reach_out) {
  const int32_t streams = update->streams;
  const float discount = (float)update->average;
  vec most = {0};
  for (int32_t i = 0; i < n; i += HL_LANES) keep_larger(&most, (const vec *)(reach + i));
  const float bound = scale_in->largest * discount + largest_lane(&most);
  const float kept = scale_in->unit * discount, unit = next_unit(kept, bound, most_average);
  const float inverse = unit > 0 ? 1 / unit : 0, old = unit > 0 ? kept / unit : 0;
  vec offset;
  dither(&offset, update);
  ints highest = {0};
  for (int32_t i = 0; i < n; i += HL_LANES) {
    vec scale, share;
    const vec here = *(const vec *)(reach + i);
    matching_scale(&scale, &share, actions, n, i, regret);
    for (int32_t a = 0; a < actions; a++) {
      const size_t row = (size_t)a * n + i;
      vec r, sum;
      load_regret(&r, regret + row);
      positive_part(&r);
      const vec out = here * (r * scale + share);
      const vec added = out * inverse + offset;
      ints cells;
      if (old == 1) {
        // Whole numbers are added as such: large cells lose no digits of what is added.
        nearest(&cells, &added);
        cells += __builtin_convertvector(*(const words *)(average_in + row), ints);
      } else {
        load_average(&sum, average_in + row);
        sum = sum * old + added;
        nearest(&cells, &sum);
      }
      const ints higher = cells > highest;
      highest = (cells & higher) | (highest & ~higher);
      HL_STORE_TABLE(words, word_lines, average_out + row, __builtin_convertvector(cells, words), streams);
      *(vec *)(reach_out + row) = out;
    }
  }
  const vec cells = __builtin_convertvector(highest, vec);
  *scale_out = (struct hl_scale){.unit = unit, .largest = largest_lane(&cells) * unit};
}

HL_KERNEL void hl_train_own_i16(int32_t actions, int32_t n, const struct hl_update *update, const int16_t *regret_in,
                                const struct hl_scale *scale_in, int16_t *regret_out, struct hl_scale *scale_out,
                                const float *child_values, float *value) {
  const int32_t streams = update->streams;
  const vec zero = {0};
  vec most = {0};
  for (int32_t i = 0; i < n; i += HL_LANES) {
    vec scale, share, sum = {0};
    matching_scale(&scale, &share, actions, n, i, regret_in);
    for (int32_t a = 0; a < actions; a++) {
      const size_t row = (size_t)a * n + i;
      vec r;
      load_regret(&r, regret_in + row);
      positive_part(&r);
      sum += *(const vec *)(child_values + row) * (r * scale + share);
    }
    *(vec *)(value + i) = sum;
    for (int32_t a = 0; a < actions; a++) {
      vec gain = *(const vec *)(child_values + (size_t)a * n + i) - sum;
      magnitude(&gain);
      keep_larger(&most, &gain);
    }
  }
  const int32_t floors = update->floors;
  const float up = (float)update->positive, down = (float)update->negative;
  const float bound = scale_in->largest * (up > down ? up : down) + largest_lane(&most);
  const float unit = next_unit(scale_in->unit * up, bound, most_regret), inverse = unit > 0 ? 1 / unit : 0;
  const vec old_up = zero + (unit > 0 ? scale_in->unit * up / unit : 0), old_down = zero + (unit > 0 ? scale_in->unit * down / unit : 0);
  vec offset;
  dither(&offset, update);
  ints highest = {0};
  for (int32_t i = 0; i < n; i += HL_LANES) {
    const vec sum = *(const vec *)(value + i);
    for (int32_t a = 0; a < actions; a++) {
      const size_t row = (size_t)a * n + i;
      vec r, old;
      load_regret(&r, regret_in + row);
      const ints above = r > 0;
      choose(&old, &above, &old_up, &old_down);
      r = r * old + ((*(const vec *)(child_values + row) - sum) * inverse + offset);
      ints cells;
      nearest(&cells, &r);
      if (floors) cells &= cells > 0;
      const ints sign = cells >> 31, far = (cells ^ sign) - sign, higher = far > highest;
      highest = (far & higher) | (highest & ~higher);
      HL_STORE_TABLE(shorts, short_lines, regret_out + row, __builtin_convertvector(cells, shorts), streams);
    }
  }
  const vec cells = __builtin_convertvector(highest, vec);
  *scale_out = (struct hl_scale){.unit = unit, .largest = largest_lane(&cells) * unit};
}

/// The scale and share that normalise a sum of strategies; uniform where a hand was never seen.
HL_INLINE void average_scale(vec64 *scale, vec64 *share, int32_t actions, int32_t n, int32_t i, const uint16_t *average) {
  vec64 sum = {0};
  for (int32_t a = 0; a < actions; a++) sum += __builtin_convertvector(*(const words *)(average + (size_t)a * n + i), vec64);
  const mask64 any = sum > 0;
  const vec64 zero = {0}, uniform = zero + 1 / (double)actions;
  const vec64 safe = (vec64)(((mask64)sum & any) | ((mask64)(zero + 1) & ~any));
  *scale = (vec64)((mask64)(1 / safe) & any);
  *share = (vec64)((mask64)uniform & ~any);
}

HL_KERNEL void hl_evaluate_opponent_i16(int32_t actions, int32_t n, const uint16_t *average, const double *reach, double *reach_out) {
  for (int32_t i = 0; i < n; i += HL_LANES) {
    vec64 scale, share;
    const vec64 here = *(const vec64 *)(reach + i);
    average_scale(&scale, &share, actions, n, i, average);
    for (int32_t a = 0; a < actions; a++) {
      const size_t row = (size_t)a * n + i;
      *(vec64 *)(reach_out + row) = here * (__builtin_convertvector(*(const words *)(average + row), vec64) * scale + share);
    }
  }
}

HL_KERNEL void hl_evaluate_own_i16(int32_t actions, int32_t n, const uint16_t *average, const double *child_values, double *value) {
  for (int32_t i = 0; i < n; i += HL_LANES) {
    vec64 scale, share, mean = {0}, best = *(const vec64 *)(child_values + i);
    average_scale(&scale, &share, actions, n, i, average);
    for (int32_t a = 0; a < actions; a++) {
      const double *child = child_values + (size_t)a * 2 * n;
      const vec64 reply = *(const vec64 *)(child + i);
      const mask64 better = reply > best;
      best = (vec64)(((mask64)reply & better) | ((mask64)best & ~better));
      const vec64 sum = __builtin_convertvector(*(const words *)(average + (size_t)a * n + i), vec64);
      mean += *(const vec64 *)(child + n + i) * (sum * scale + share);
    }
    *(vec64 *)(value + i) = best;
    *(vec64 *)(value + n + i) = mean;
  }
}

void hl_fence(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
