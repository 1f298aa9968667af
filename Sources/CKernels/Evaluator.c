// Strengths of many hands of seven cards: see `HandEvaluator` (Swift), whose tables these are.
#include "Kernel.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>
#endif

/// Every suit's count of cards begins at 3, so that five of a suit set the highest of its four bits.
#define HL_NO_CARDS 0x3333u
#define HL_FIVE_OF_A_SUIT 0x8888u

/// The strength of a hand that holds a flush, from how many cards it has of each suit.
static uint16_t flush_strength(const struct hl_evaluator *tables, const uint8_t *cards, uint32_t suits) {
  const int32_t suit = __builtin_ctz(suits & HL_FIVE_OF_A_SUIT) / 4;
  int32_t ranks = 0;
  for (int32_t place = 0; place < 7; place++) ranks |= (cards[place] % 4 == suit) << cards[place] / 4;
  return tables->flushes[ranks];
}

static uint16_t strength(const struct hl_evaluator *tables, const uint8_t *cards) {
  uint32_t key = 0, suits = HL_NO_CARDS;
  for (int32_t place = 0; place < 7; place++) {
    key += tables->rank_keys[cards[place] / 4];
    suits += 1u << 4 * (cards[place] % 4);
  }
  if (suits & HL_FIVE_OF_A_SUIT) return flush_strength(tables, cards, suits);
  const uint64_t column = (uint64_t)(key & 0x7FFFF) * tables->columns >> 19;
  return tables->strengths[column + tables->displacements[key >> 19]];
}

#if defined(__x86_64__) && defined(__linux__)
/// Sixteen hands at a time, one a lane: keys of ranks and counts of suits are looked up in registers. Returns how many hands were done.
__attribute__((target("avx512f"))) static int64_t sixteens(
    const struct hl_evaluator *tables, int64_t n, const uint8_t *cards, uint16_t *strengths) {
  const __m512i rank_keys = _mm512_loadu_si512(tables->rank_keys);
  // By the lowest four bits of a card, of which the lowest two are its suit.
  const __m512i suit_counts = _mm512_setr4_epi32(1, 1 << 4, 1 << 8, 1 << 12);
  const __m512i hands = _mm512_setr_epi32(0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98, 105);
  const __m512i byte = _mm512_set1_epi32(0xFF), word = _mm512_set1_epi32(0xFFFF), columns = _mm512_set1_epi32((int32_t)tables->columns);
  int64_t done = 0;
  for (; done + 16 <= n; done += 16, cards += 16 * 7) {
    // Cards 0 to 3 and 3 to 6 of each hand.
    const __m512i first = _mm512_i32gather_epi32(hands, cards, 1), last = _mm512_i32gather_epi32(hands, cards + 3, 1);
    __m512i key = _mm512_setzero_si512(), suits = _mm512_set1_epi32(HL_NO_CARDS);
    for (int32_t place = 0; place < 7; place++) {
      const __m512i card = _mm512_and_si512(place < 4 ? _mm512_srli_epi32(first, 8 * place) : _mm512_srli_epi32(last, 8 * (place - 3)), byte);
      key = _mm512_add_epi32(key, _mm512_permutexvar_epi32(_mm512_srli_epi32(card, 2), rank_keys));
      suits = _mm512_add_epi32(suits, _mm512_permutexvar_epi32(card, suit_counts));
    }
    // (key mod 2^19) * columns / 2^19, of the even and of the odd lanes.
    const __m512i low = _mm512_slli_epi32(key, 13);
    const __m512i even = _mm512_srli_epi64(_mm512_mul_epu32(low, columns), 32), odd = _mm512_mul_epu32(_mm512_srli_epi64(low, 32), columns);
    const __m512i column = _mm512_mask_blend_epi32(0xAAAA, even, odd);
    const __m512i moved = _mm512_and_si512(_mm512_i32gather_epi32(_mm512_srli_epi32(key, 19), tables->displacements, 2), word);
    const __m512i found = _mm512_i32gather_epi32(_mm512_add_epi32(column, moved), tables->strengths, 2);
    _mm256_storeu_si256((__m256i *)(strengths + done), _mm512_cvtepi32_epi16(found));

    uint32_t flushes = _mm512_test_epi32_mask(suits, _mm512_set1_epi32(HL_FIVE_OF_A_SUIT));
    if (flushes == 0) continue;
    uint32_t counts[16];
    _mm512_storeu_si512(counts, suits);
    for (; flushes != 0; flushes &= flushes - 1) {
      const int32_t hand = __builtin_ctz(flushes);
      strengths[done + hand] = flush_strength(tables, cards + 7 * hand, counts[hand]);
    }
  }
  return done;
}
#endif

void hl_strengths(const struct hl_evaluator *tables, int64_t n, const uint8_t *cards, uint16_t *strengths) {
  int64_t done = 0;
#if defined(__x86_64__) && defined(__linux__)
  if (__builtin_cpu_supports("avx512f")) done = sixteens(tables, n, cards, strengths);
#endif
  for (; done < n; done++) strengths[done] = strength(tables, cards + 7 * done);
}
