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

HL_KERNEL void hl_distances(
    int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, const uint8_t *centre, uint16_t number, float *distance,
    uint16_t *nearest) {
  for (int64_t p = 0; p < n; p++) {
    const float d = hl_distance(dims, euclidean, points + p * dims, centre);
    if (d < distance[p]) {
      distance[p] = d;
      if (nearest) nearest[p] = number;
    }
  }
}

// Restores the heap below a place: the largest key is at the top.
HL_INLINE void hl_sift(uint64_t *heap, int32_t count, int32_t place) {
  const uint64_t key = heap[place];
  for (;;) {
    int32_t child = 2 * place + 1;
    if (child >= count) break;
    if (child + 1 < count && heap[child + 1] > heap[child]) child++;
    if (heap[child] <= key) break;
    heap[place] = heap[child];
    place = child;
  }
  heap[place] = key;
}

HL_KERNEL void hl_neighbours(
    int32_t k, int32_t m, int32_t dims, int32_t euclidean, const uint8_t *centres, uint16_t *neighbours, float *gaps, uint64_t *heap) {
  for (int32_t a = 0; a < k; a++) {
    // Distances are not negative, so their bits are in order; with the centre's number below them equal distances are, too.
    int32_t count = 0;
    for (int32_t c = 0; c < k; c++) {
      const float d = hl_distance(dims, euclidean, centres + (size_t)a * dims, centres + (size_t)c * dims);
      uint32_t bits;
      memcpy(&bits, &d, sizeof bits);
      const uint64_t key = (uint64_t)bits << 32 | (uint32_t)c;
      if (count < m) {
        heap[count++] = key;
        if (count == m) {
          for (int32_t place = m / 2 - 1; place >= 0; place--) hl_sift(heap, m, place);
        }
      } else if (key < heap[0]) {
        heap[0] = key;
        hl_sift(heap, m, 0);
      }
    }
    for (int32_t left = m; left > 0; left--) {
      const uint64_t key = heap[0];
      const uint32_t bits = (uint32_t)(key >> 32);
      const size_t place = (size_t)a * m + left - 1;
      memcpy(gaps + place, &bits, sizeof bits);
      neighbours[place] = (uint16_t)key;
      heap[0] = heap[left - 1];
      hl_sift(heap, left - 1, 0);
    }
  }
}

HL_KERNEL void hl_nearest(
    int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, int32_t k, const uint8_t *centres, int32_t m, const uint16_t *neighbours,
    const float *gaps, uint16_t *nearest, float *distance) {
  for (int64_t p = 0; p < n; p++) {
    const uint8_t *point = points + p * dims;
    int32_t start = nearest[p];
    float reach = hl_distance(dims, euclidean, point, centres + (size_t)start * dims);
    if (p > 0 && nearest[p - 1] != start) {
      const float d = hl_distance(dims, euclidean, point, centres + (size_t)nearest[p - 1] * dims);
      if (d < reach) {
        reach = d;
        start = nearest[p - 1];
      }
    }
    const uint16_t *others = neighbours + (size_t)start * m;
    const float *gap = gaps + (size_t)start * m;
    float best = reach;
    int32_t found = start, r = 0;
    for (; r < m; r++) {
      if (gap[r] > reach + best + 0.01f) break;
      const int32_t c = others[r];
      if (c == start) continue;
      const float d = hl_distance(dims, euclidean, point, centres + (size_t)c * dims);
      if (d < best || (d == best && c < found)) {
        best = d;
        found = c;
      }
    }
    if (r == m && m < k) {
      for (int32_t c = 0; c < k; c++) {
        const float d = hl_distance(dims, euclidean, point, centres + (size_t)c * dims);
        if (d < best || (d == best && c < found)) {
          best = d;
          found = c;
        }
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
