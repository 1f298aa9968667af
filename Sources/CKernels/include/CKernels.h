/// Row kernels of vector CFR.
///
/// A *row* holds one number for every private hand of a player on one board, in that board's hand order, padded with zeros to a
/// multiple of `HL_LANES`. `n` is always the padded length. Rows of one node follow each other, one row an action.
///
/// They are in C for one reason: a C function can be compiled for several instruction sets (`target_clones`) and the widest that the
/// machine has is chosen when the program is loaded, so that a plain `swift build` gives a binary that runs everywhere at full width.
/// Contraction to fused multiply-add is off and no sum is reassociated: every instruction set gives the same bytes.
///
/// Suffixes: `f32` and `f64` name the type of the rows; in the evaluation kernels they name the type of the tables, and all values are f64.
#ifndef HOLDEM_CKERNELS_H
#define HOLDEM_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#define HL_LANES 16

/// How one iteration weighs what is stored: the numbers a discount schedule gives for iteration T.
struct hl_update {
  double positive;      ///< multiplies regrets above 0 before the new regret is added
  double negative;      ///< multiplies regrets below 0
  double average;       ///< multiplies the sum of strategies before reach x strategy is added
  double play;          ///< multiplies the regret that the traverser's play is derived from (1 unless predictive)
  double prediction;    ///< weight of the last instantaneous regret in play (0 unless predictive)
  double opponent_play; ///< `play` of the opponent, who may be one iteration ahead
  double opponent_prediction;  ///< `prediction`, likewise
  int32_t floors;       ///< 1: regrets are cut off at 0 after the update (CFR+)
  uint32_t turn;        ///< where this iteration rounds 16-bit cells up: the iteration times the golden ratio, in 2^-32
  int32_t streams;      ///< 1: tables are written past the caches; their rows begin on boundaries of 64 bytes (of 32 with 16 bits a number)
};

/// What the 16-bit rows of one node on one board count in: a cell is so many `unit`s.
struct hl_scale {
  float unit;
  float largest;        ///< the largest magnitude in the rows: next time's unit follows from it without a look at the rows
};

/// One player's hands on one board, as the showdown sweep reads them. Cards are 0...51; 52 stands for "no second card".
struct hl_hands {
  int32_t count;
  const uint8_t *card0;
  const uint8_t *card1;
};

/// For each own hand: how many opposing hands it beats (`below`), how many it beats or ties (`at_most`), both as prefixes of the
/// opponent's order by strength.
struct hl_ranks {
  const uint16_t *below;
  const uint16_t *at_most;
};

/// A row of opposing reach, and the rows that are worked out from it for each own hand h: mass(h) is the reach that shares no card with h, edge(h) the part of it
/// that h beats minus the part that beats h, tied(h) the part that ties. Rows are of the kernel's number type; a row that is NULL is not wanted.
struct hl_lane {
  const void *reach;
  void *compared;       ///< middle * mass + half * edge + tie * tied: a showdown
  void *weighed;        ///< weight * mass: a fold
  double middle, half, tie, weight;
};

#define HL_DECLARE(SUFFIX, REAL)                                                                                                  \
  /** The opponent's node in training: reach_out[a] = reach * sigma_a; average_out[a] = average_in[a] * w + reach * sigma_a.     \
      `instant` holds the last instantaneous regrets, or is NULL when the variant does not predict. */                          \
  void hl_train_opponent_##SUFFIX(int32_t actions, int32_t n, const struct hl_update *update, const REAL *regret,                 \
                                  const REAL *instant, const REAL *average_in, REAL *average_out, const REAL *reach,              \
                                  REAL *reach_out);                                                                               \
  /** The traverser's node: value = sum of sigma_a * v_a; regret_out = discounted regret_in + (v_a - value). */                  \
  void hl_train_own_##SUFFIX(int32_t actions, int32_t n, const struct hl_update *update, const REAL *regret_in,                   \
                             REAL *regret_out, const REAL *instant_in, REAL *instant_out, const REAL *child_values,               \
                             REAL *value);                                                                                        \
  /** The opponent's node in evaluation: sigma is the normalised average. */                                                      \
  void hl_evaluate_opponent_##SUFFIX(int32_t actions, int32_t n, const REAL *average, const double *reach, double *reach_out);     \
  /** The traverser's node in evaluation. Child rows come in pairs (best response, average strategy), `2 * n` a child. */         \
  void hl_evaluate_own_##SUFFIX(int32_t actions, int32_t n, const REAL *average, const double *child_values, double *value);       \
  /** out = sum of `count` rows that are `step` numbers apart. */                                                                 \
  void hl_sum_rows_##SUFFIX(int32_t count, int32_t n, const REAL *rows, size_t step, REAL *out);                                   \
  /** out += factor * in. */                                                                                                       \
  void hl_add_scaled_##SUFFIX(int32_t n, double factor, const REAL *in, REAL *out);                                               \
  /** out[i] = in[index[i]] for i < count; the padding up to n is zeroed. */                                                      \
  void hl_gather_##SUFFIX(int32_t count, int32_t n, const uint16_t *index, const REAL *in, REAL *out);                             \
  /** sums[index[i]] += values[i]. */                                                                                             \
  void hl_scatter_add_##SUFFIX(int32_t count, const uint16_t *index, const REAL *values, double *sums);                            \
  /** out[h] = sum over opposing hands o of matrix[o * n + h] * reach[o]. */                                                      \
  void hl_matrix_##SUFFIX(int32_t opponents, int32_t n, const float *matrix, const REAL *reach, REAL *out);                        \
  /** What hands are worth against up to HL_LANES reach rows at once; see `hl_lane`. `ranks` may be NULL where cards are to come:    \
      hands are then not compared, and edges and ties left out. Without `ties` what ties is. `scratch` has room for                  \
      HL_LANES * (n_opponent + 3 * n_own) numbers. */                                                                                \
  void hl_showdown_##SUFFIX(int32_t lanes, struct hl_hands own, int32_t n_own, struct hl_hands opponent, int32_t n_opponent,       \
                            const int32_t *same, const struct hl_ranks *ranks, int32_t ties, const struct hl_lane *lane, REAL *scratch);

HL_DECLARE(f32, float)
HL_DECLARE(f64, double)
#undef HL_DECLARE

/// The kernels of decisions, for tables of 16 bits a number; reach and values are f32. Regrets are signed, sums of strategies are not. The rows of a
/// node share a scale, which grows and shrinks with what they hold. Rounded to nearest.
void hl_train_opponent_i16(int32_t actions, int32_t n, const struct hl_update *update, const int16_t *regret, const uint16_t *average_in,
                           const struct hl_scale *scale_in, uint16_t *average_out, struct hl_scale *scale_out, const float *reach,
                           float *reach_out);
void hl_train_own_i16(int32_t actions, int32_t n, const struct hl_update *update, const int16_t *regret_in, const struct hl_scale *scale_in,
                      int16_t *regret_out, struct hl_scale *scale_out, const float *child_values, float *value);
void hl_evaluate_opponent_i16(int32_t actions, int32_t n, const uint16_t *average, const double *reach, double *reach_out);
void hl_evaluate_own_i16(int32_t actions, int32_t n, const uint16_t *average, const double *child_values, double *value);

/// Everything written so far, also past the caches, is seen by others before anything written later.
void hl_fence(void);

/// Compares all hands with each other on some boards: edges[h * n + o] += weight where h is stronger than o, -= weight where it is weaker.
///
/// `strengths` holds `n` numbers a board, one a hand; `edges` holds n rows of n. What is left of the diagonal, o < h, is its mirror image with
/// the sign turned and need not be right. `n` is a multiple of 32; the sum of the weights must stay below 32,768.
void hl_compare_hands(int32_t boards, int32_t n, const int16_t *strengths, const int16_t *weights, int32_t *edges);

/// Likewise, counts ties: ties[h * n + o] += weight where h and o are equally strong.
void hl_tie_hands(int32_t boards, int32_t n, const int16_t *strengths, const int16_t *weights, int32_t *ties);

/// Additions to rows of the tables that a log of sampled training holds. An entry is the number of the row's first lane, the low half first where it takes two
/// lanes, then one f32 a number of the row.
struct hl_entries {
  const uint32_t *first;
  int32_t count;
  int32_t stride;       ///< lanes of an entry
  int32_t number_lanes; ///< 1 or 2
};

/// What all discounts of regrets up to a step have multiplied by.
struct hl_products {
  double positive, negative;
};

/// How rows of regrets catch up with discounts. In front of the regrets a row has the step at which it was last written.
struct hl_catching_up {
  const struct hl_products *products; ///< by step
  uint32_t now;                       ///< the step under way
  float floor;                        ///< regrets are never kept below this
};

/// Copies the row of each entry, of `lanes` lanes, aside; puts the copies back.
void hl_copy_rows(const float *tables, struct hl_entries entries, int32_t lanes, float *copies);
void hl_restore_rows(float *tables, struct hl_entries entries, int32_t lanes, const float *copies);

/// Asks for the rows of entries that will be added soon.
void hl_prefetch_rows(const float *tables, struct hl_entries entries);

/// sum += delta * weight.
void hl_add_sums(float *tables, struct hl_entries entries, int32_t actions, float weight);

/// regret = max(regret brought up to date + delta, floor).
void hl_add_regrets(float *tables, struct hl_entries entries, int32_t actions, struct hl_catching_up up);

/// Sets a word so that whoever sees it also sees all that was written before.
static inline void hl_publish(uint64_t *word, uint64_t value) { __atomic_store_n(word, value, __ATOMIC_RELEASE); }

/// Takes a word that is 0: true for whoever puts its `mine` there first.
static inline _Bool hl_take(uint32_t *word, uint32_t mine) {
  uint32_t nobody = 0;
  return __atomic_compare_exchange_n(word, &nobody, mine, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/// Sets a word, after all that was written before; reads it, before all that is read after.
static inline void hl_set(uint32_t *word, uint32_t value) { __atomic_store_n(word, value, __ATOMIC_RELEASE); }
static inline uint32_t hl_get(const uint32_t *word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

/// Asks for a cache line that will be read soon.
static inline void hl_prefetch_to_read(const void *address) { __builtin_prefetch(address, 0); }

/// The instruction set the kernels run with on this machine: "x86-64-v4", "x86-64-v3", "x86-64" or "portable".
const char *hl_instruction_set(void);

/// The tables of the evaluator of hands. One number more than is looked up lies behind `displacements` and `strengths`: they are read two at a time.
struct hl_evaluator {
  const uint32_t *rank_keys;      ///< by rank, filled up to 16
  const uint16_t *displacements;  ///< by the 13 upper bits of a sum of rank keys
  const uint16_t *strengths;      ///< by column plus displacement: hands without a flush
  const uint16_t *flushes;        ///< by mask of the ranks of a suit
  uint32_t columns;               ///< how many a row has
};

/// The strengths of n hands of seven distinct cards, which lie one after the other: 7 n numbers of cards.
void hl_strengths(const struct hl_evaluator *tables, int64_t n, const uint8_t *cards, uint16_t *strengths);

// Clustering of hands. Points and centres are rows of `dims` bytes. The cost of a pair is the sum of the differences (the earth mover's distance where
// the rows are cumulative histograms) or, Euclidean, of their squares.

/// Where the centre with this number costs a point less than what was found before, the point's cost and number are those of the centre. `nearest` may be NULL.
void hl_costs(
    int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, const uint8_t *centre, uint16_t number, uint32_t *cost, uint16_t *nearest);

/// Centres are looked through in blocks of so many; a row is cut into so many parts of equal width.
#define HL_CENTRE_LANES 16
#define HL_CENTRE_PARTS 8

/// Centres in the order of the sums of their bytes. What fills up the last block has infinite parts and the last sum.
struct hl_centres {
  int32_t count;
  const uint8_t *rows;      ///< by number
  const uint16_t *numbers;  ///< by place in the order
  const int32_t *totals;    ///< by place: the sum of the bytes
  const float *parts;       ///< by block, part and lane: the sum of the part's bytes
};

/// The nearest centre of each point, of equally near ones the first, and its cost.
///
/// `nearest` holds a guess for each point, which changes the time alone, as does the answer of the point before, which is the guess where it is nearer.
/// Two rows are at least as far apart as their sums. So centres are tried outward from the point's sum until those that are left are farther in it than the
/// best so far (the annular search of G. Hamerly and J. Drake, "Accelerating Lloyd's Algorithm for k-Means Clustering", 2015, with the sum for the norm).
/// Of these only those are compared byte by byte whose parts' sums are near enough.
///
/// `dims` is a multiple of `HL_CENTRE_PARTS`, at most 64.
void hl_nearest(
    int64_t n, int32_t dims, int32_t euclidean, const uint8_t *points, const struct hl_centres *centres, uint16_t *nearest, uint32_t *cost);

/// The most bins with mass that a point of `hl_greedy_emd` has.
#define HL_MOST_ITEMS 4096

/// The greedy upper bound of the earth mover's distance between a sparse and a dense histogram over the same bins (S. Ganzfried and T. Sandholm,
/// "Potential-Aware Imperfect-Recall Abstraction with Earth Mover's Distance in Imperfect-Information Games", AAAI 2014): in each round, each bin of the
/// point that has mass left moves what fits to its next nearest bin of the centre.
///
/// `near` and `ground`: a row of `size` for each bin: all bins by distance, ascending. Where the result is beyond `bound`, it may be anything beyond it.
/// `left` is scratch of `size`.
float hl_greedy_emd(
    int32_t items, const uint16_t *bins, const float *mass, int32_t size, const float *centre, const uint16_t *near, const float *ground,
    float bound, float *left);

/// norms[c]: the Manhattan or Euclidean norm of a point less each of k centres; `centres` has a row of k for each dimension.
void hl_norms(int32_t dims, int32_t euclidean, int32_t k, const float *point, const float *centres, float *norms);

#endif
