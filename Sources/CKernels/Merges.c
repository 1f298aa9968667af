// The merge of the logs of sampled training.

#include <string.h>

#include "Kernel.h"

#pragma STDC FP_CONTRACT OFF

HL_INLINE size_t row_of(const struct hl_entries *entries, const uint32_t *entry) {
  return entries->number_lanes == 1 ? entry[0] : entry[0] | (size_t)entry[1] << 32;
}

HL_INLINE void copy_rows(const float *tables, const struct hl_entries *entries, int32_t lanes, float *copies) {
  const uint32_t *entry = entries->first;
  for (int32_t i = 0; i < entries->count; i++, entry += entries->stride, copies += lanes) {
    const float *row = tables + row_of(entries, entry);
    for (int32_t lane = 0; lane < lanes; lane++) copies[lane] = row[lane];
  }
}

HL_INLINE void add_sums(float *tables, const struct hl_entries *entries, int32_t actions, float weight) {
  const uint32_t *entry = entries->first;
  for (int32_t i = 0; i < entries->count; i++, entry += entries->stride) {
    float *sums = tables + row_of(entries, entry);
    const float *deltas = (const float *)entry + entries->number_lanes;
    for (int32_t a = 0; a < actions; a++) sums[a] += deltas[a] * weight;
  }
}

HL_INLINE void add_regrets(float *tables, const struct hl_entries *entries, int32_t actions, const struct hl_catching_up *up) {
  const uint32_t *entry = entries->first;
  const struct hl_products now = up->products[up->now];
  for (int32_t i = 0; i < entries->count; i++, entry += entries->stride) {
    float *row = tables + row_of(entries, entry), *regrets = row + 1;
    const float *deltas = (const float *)entry + entries->number_lanes;
    uint32_t stamp;
    memcpy(&stamp, row, sizeof stamp);
    float positive = 1, negative = 1;
    if (stamp != up->now) {
      positive = (float)(now.positive / up->products[stamp].positive);
      negative = (float)(now.negative / up->products[stamp].negative);
      memcpy(row, &up->now, sizeof stamp);
    }
    for (int32_t a = 0; a < actions; a++) {
      const float sum = regrets[a] * (regrets[a] > 0 ? positive : negative) + deltas[a];
      regrets[a] = sum > up->floor ? sum : up->floor;
    }
  }
}

// The usual lengths are compiled each on its own: entries come one behind the other, and a loop over three numbers costs more than the numbers.
#define HL_BY_LENGTH(LENGTH, CALL)           \
  switch (LENGTH) {                          \
    case 2: { enum { n = 2 }; CALL; } break; \
    case 3: { enum { n = 3 }; CALL; } break; \
    case 4: { enum { n = 4 }; CALL; } break; \
    case 5: { enum { n = 5 }; CALL; } break; \
    case 6: { enum { n = 6 }; CALL; } break; \
    default: { const int32_t n = LENGTH; CALL; } \
  }

void hl_copy_rows(const float *tables, struct hl_entries entries, int32_t lanes, float *copies) {
  HL_BY_LENGTH(lanes, copy_rows(tables, &entries, n, copies))
}

void hl_restore_rows(float *tables, struct hl_entries entries, int32_t lanes, const float *copies) {
  const uint32_t *entry = entries.first;
  for (int32_t i = 0; i < entries.count; i++, entry += entries.stride, copies += lanes)
    memcpy(tables + row_of(&entries, entry), copies, (size_t)lanes * sizeof(float));
}

void hl_prefetch_rows(const float *tables, struct hl_entries entries) {
  const uint32_t *entry = entries.first;
  for (int32_t i = 0; i < entries.count; i++, entry += entries.stride) __builtin_prefetch(tables + row_of(&entries, entry), 1);
}

void hl_add_sums(float *tables, struct hl_entries entries, int32_t actions, float weight) {
  HL_BY_LENGTH(actions, add_sums(tables, &entries, n, weight))
}

void hl_add_regrets(float *tables, struct hl_entries entries, int32_t actions, struct hl_catching_up up) {
  HL_BY_LENGTH(actions, add_regrets(tables, &entries, n, &up))
}
