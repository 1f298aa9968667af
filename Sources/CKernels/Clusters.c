#include "Kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// Sums of differences of bytes are whole numbers below 2^24, so that they are exact in a float too, in every order of adding.

HL_INLINE uint32_t hl_manhattan(int32_t dims, const uint8_t *a, const uint8_t *b) {
  uint32_t sum = 0;
  for (int32_t i = 0; i < dims; i++) sum += (uint32_t)abs((int32_t)a[i] - (int32_t)b[i]);
  return sum;
}

HL_INLINE uint32_t hl_squares(int32_t dims, const uint8_t *a, const uint8_t *b) {
  uint32_t sum = 0;
  for (int32_t i = 0; i < dims; i++) {
    const int32_t d = (int32_t)a[i] - (int32_t)b[i];
    sum += (uint32_t)(d * d);
  }
  return sum;
}

HL_INLINE uint32_t hl_cost(int32_t dims, int32_t euclidean, const uint8_t *a, const uint8_t *b) {
  // The usual numbers of dimensions are constants, which the compiler unrolls.
  if (euclidean) {
    if (dims == 8) return hl_squares(8, a, b);
    if (dims == 16) return hl_squares(16, a, b);
    return hl_squares(dims, a, b);
  }
  return dims == 64 ? hl_manhattan(64, a, b) : hl_manhattan(dims, a, b);
}

HL_KERNEL void hl_costs(
    int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, const uint8_t *centre, uint16_t number, uint32_t *cost, uint16_t *nearest) {
  for (int64_t p = 0; p < n; p++) {
    const uint32_t c = hl_cost(dims, euclidean, points + p * dims, centre);
    if (c < cost[p]) {
      cost[p] = c;
      if (nearest) nearest[p] = number;
    }
  }
}

typedef float hl_lanes __attribute__((vector_size(HL_CENTRE_LANES * sizeof(float)), aligned(sizeof(float))));
typedef int32_t hl_lane_signs __attribute__((vector_size(HL_CENTRE_LANES * sizeof(float))));
typedef _Bool hl_lane_bits __attribute__((ext_vector_type(HL_CENTRE_LANES)));

/// Lower bounds of the costs of a block of centres, from the sums of the parts of their rows: |sum of a part| <= sum of |.|; the square of a sum of
/// `width` numbers is at most `width` times the sum of their squares.
HL_INLINE void hl_part_bounds(int32_t euclidean, const float *point, const float *parts, hl_lanes *bounds) {
  hl_lanes sum = {0};
  HL_UNROLL for (int32_t part = 0; part < HL_CENTRE_PARTS; part++) {
    const hl_lanes d = *(const hl_lanes *)(parts + part * HL_CENTRE_LANES) - point[part];
    // Without the sign's bit: the magnitude.
    sum += euclidean ? d * d : (hl_lanes)((hl_lane_signs)d & 0x7FFFFFFF);
  }
  *bounds = sum;
}

/// Whether centres that are at least so far off by the sum of their bytes may cost `best` or less.
HL_INLINE int32_t hl_may_be_near(int32_t dims, int32_t euclidean, int32_t gap, uint32_t best) {
  return euclidean ? (int64_t)gap * gap <= (int64_t)dims * best : gap <= (int64_t)best;
}

HL_INLINE void hl_nearest_of(
    int32_t dims, int32_t euclidean, int64_t n, const uint8_t *points, const struct hl_centres *centres, uint16_t *nearest, uint32_t *cost) {
  const int32_t width = dims / HL_CENTRE_PARTS, blocks = (centres->count + HL_CENTRE_LANES - 1) / HL_CENTRE_LANES;
  for (int64_t p = 0; p < n; p++) {
    const uint8_t *point = points + p * dims;
    float parts[HL_CENTRE_PARTS];
    int32_t total = 0;
    for (int32_t part = 0; part < HL_CENTRE_PARTS; part++) {
      int32_t sum = 0;
      for (int32_t i = 0; i < width; i++) sum += point[part * width + i];
      parts[part] = (float)sum;
      total += sum;
    }

    int32_t found = nearest[p];
    uint32_t best = hl_cost(dims, euclidean, point, centres->rows + (size_t)found * dims);
    if (p > 0 && nearest[p - 1] != found) {
      const uint32_t c = hl_cost(dims, euclidean, point, centres->rows + (size_t)nearest[p - 1] * dims);
      if (c < best || (c == best && nearest[p - 1] < found)) {
        best = c;
        found = nearest[p - 1];
      }
    }

    // The last block that begins at this sum or below, then outward from it.
    int32_t right = 0;
    for (int32_t count = blocks; count > 0;) {
      const int32_t half = count / 2;
      if (centres->totals[(right + half) * HL_CENTRE_LANES] <= total) {
        right += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    int32_t left = right - 1;
    for (;;) {
      const int32_t below = left >= 0 ? total - centres->totals[left * HL_CENTRE_LANES + HL_CENTRE_LANES - 1] : INT32_MAX;
      const int32_t above = right < blocks ? centres->totals[right * HL_CENTRE_LANES] - total : INT32_MAX;
      if (left < 0 && right == blocks) break;
      const int32_t gap = below < above ? below : above;
      if (gap > 0 && !hl_may_be_near(dims, euclidean, gap, best)) break;
      const int32_t block = below < above ? left-- : right++;

      hl_lanes bounds;
      hl_part_bounds(euclidean, parts, centres->parts + (size_t)block * HL_CENTRE_PARTS * HL_CENTRE_LANES, &bounds);
      // A little more, as squares of wide parts are rounded.
      const float limit = (float)best * (euclidean ? (float)width * 1.000001f : 1);
      const hl_lane_bits near = __builtin_convertvector(bounds <= limit, hl_lane_bits);
      uint32_t lanes = 0;
      memcpy(&lanes, &near, HL_CENTRE_LANES / 8);
      for (; lanes != 0; lanes &= lanes - 1) {
        const int32_t centre = centres->numbers[block * HL_CENTRE_LANES + __builtin_ctz(lanes)];
        const uint32_t c = hl_cost(dims, euclidean, point, centres->rows + (size_t)centre * dims);
        if (c < best || (c == best && centre < found)) {
          best = c;
          found = centre;
        }
      }
    }
    nearest[p] = (uint16_t)found;
    cost[p] = best;
  }
}

HL_KERNEL void hl_nearest(
    int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, const struct hl_centres *centres, uint16_t *nearest, uint32_t *cost) {
  if (euclidean && dims == 8) {
    hl_nearest_of(8, 1, n, points, centres, nearest, cost);
  } else if (!euclidean && dims == 64) {
    hl_nearest_of(64, 0, n, points, centres, nearest, cost);
  } else {
    hl_nearest_of(dims, euclidean, n, points, centres, nearest, cost);
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
    // What is left goes no less far than in this round.
    float still = 0;
    for (int32_t j = 0; j < count; j++) {
      const int32_t i = open[j];
      const size_t place = (size_t)bins[i] * size + round;
      const int32_t target = near[place];
      const float moved = rest[i] < left[target] ? rest[i] : left[target];
      left[target] -= moved;
      rest[i] -= moved;
      cost += moved * ground[place];
      if (rest[i] > 1e-7f) {
        open[kept++] = (uint16_t)i;
        still += rest[i] * ground[place];
      }
    }
    count = kept;
    // The sums are rounded, so only what is clearly beyond the bound ends here.
    if (cost + still > bound * 1.0001f + 1e-6f) return cost + still;
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
