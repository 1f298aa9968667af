#include "Kernel.h"

#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// Sums of bytes are whole numbers below 2^24, so that every order of adding, and the conversion to float, is exact.

HL_INLINE int32_t hl_manhattan(int32_t dims, const uint8_t *a, const uint8_t *b) {
  int32_t sum = 0;
  for (int32_t i = 0; i < dims; i++) sum += a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
  return sum;
}

HL_INLINE int32_t hl_squares(int32_t dims, const uint8_t *a, const uint8_t *b) {
  int32_t sum = 0;
  for (int32_t i = 0; i < dims; i++) {
    const int32_t d = (int32_t)a[i] - (int32_t)b[i];
    sum += d * d;
  }
  return sum;
}

HL_INLINE float hl_distance(int32_t dims, int32_t euclidean, const uint8_t *a, const uint8_t *b) {
  // The usual numbers of dimensions are constants, which the compiler unrolls.
  if (euclidean) {
    if (dims == 8) return sqrtf((float)hl_squares(8, a, b));
    if (dims == 16) return sqrtf((float)hl_squares(16, a, b));
    return sqrtf((float)hl_squares(dims, a, b));
  }
  return dims == 64 ? (float)hl_manhattan(64, a, b) : (float)hl_manhattan(dims, a, b);
}

HL_KERNEL void hl_distances(int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, const uint8_t *centre, float *nearest) {
  for (int64_t p = 0; p < n; p++) {
    const float d = hl_distance(dims, euclidean, points + p * dims, centre);
    if (d < nearest[p]) nearest[p] = d;
  }
}

HL_KERNEL void hl_nearest(
    int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, int32_t k, const uint8_t *centres, const uint16_t *neighbours,
    const float *gaps, uint16_t *nearest, float *distance) {
  for (int64_t p = 0; p < n; p++) {
    const uint8_t *point = points + p * dims;
    const int32_t start = nearest[p];
    const uint16_t *others = neighbours + (size_t)start * k;
    const float *gap = gaps + (size_t)start * k;
    const float reach = hl_distance(dims, euclidean, point, centres + (size_t)start * dims);
    float best = reach;
    int32_t found = start;
    for (int32_t r = 0; r < k; r++) {
      if (gap[r] > reach + best + 0.01f) break;
      const int32_t c = others[r];
      if (c == start) continue;
      const float d = hl_distance(dims, euclidean, point, centres + (size_t)c * dims);
      if (d < best || (d == best && c < found)) {
        best = d;
        found = c;
      }
    }
    nearest[p] = (uint16_t)found;
    distance[p] = best;
  }
}

HL_KERNEL float hl_greedy_emd(
    int32_t items, const uint16_t *bins, const float *mass, int32_t size, const float *centre, const uint16_t *near, const float *ground,
    float bound, float *left) {
  float rest[HL_MOST_ITEMS];
  uint16_t open[HL_MOST_ITEMS];
  memcpy(left, centre, (size_t)size * sizeof(float));
  for (int32_t i = 0; i < items; i++) {
    rest[i] = mass[i];
    open[i] = (uint16_t)i;
  }
  float cost = 0;
  int32_t count = items;
  for (int32_t round = 0; round < size && count > 0; round++) {
    int32_t kept = 0;
    for (int32_t j = 0; j < count; j++) {
      const int32_t i = open[j];
      const size_t place = (size_t)bins[i] * size + round;
      const int32_t target = near[place];
      const float moved = rest[i] < left[target] ? rest[i] : left[target];
      left[target] -= moved;
      rest[i] -= moved;
      cost += moved * ground[place];
      if (rest[i] > 1e-7f) open[kept++] = (uint16_t)i;
    }
    count = kept;
    if (cost > bound) return cost;
  }
  return cost;
}

HL_KERNEL void hl_norms(int32_t dims, int32_t euclidean, int32_t k, const float *point, const float *centres, float *norms) {
  for (int32_t c = 0; c < k; c++) norms[c] = 0;
  for (int32_t d = 0; d < dims; d++) {
    const float *row = centres + (size_t)d * k;
    if (euclidean) {
      for (int32_t c = 0; c < k; c++) norms[c] += (row[c] - point[d]) * (row[c] - point[d]);
    } else {
      for (int32_t c = 0; c < k; c++) norms[c] += fabsf(row[c] - point[d]);
    }
  }
  if (euclidean) {
    for (int32_t c = 0; c < k; c++) norms[c] = sqrtf(norms[c]);
  }
}
