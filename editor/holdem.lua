---@meta holdem

-- The `holdem` module for editors that speak LuaLS (lua-language-server). Definitions only: nothing here runs. A test compares the names with
-- those of the program; SCRIPTING.md says what they mean.

---@class holdem
---@field version string
local holdem = {}

---@alias holdem.Seat "oop"|"ip"
---@alias holdem.Range string|number[]
---@alias holdem.Sizes string
---@alias holdem.Share string|number
---@alias holdem.Variant "cfr"|"linear"|"cfr+"|"dcfr"|"dcfr+"|"pcfr+"|"sapcfr+"|"pdcfr+"
---@alias holdem.Cadence string|integer

---@class holdem.PerPlayer
---@field oop number
---@field ip number

---@class holdem.Game

---@class holdem.Rake
---@field rate number
---@field cap? number
---@field no_flop_no_drop? boolean

---@class holdem.Ranges
---@field oop holdem.Range
---@field ip holdem.Range

---@class holdem.SpotTable
---@field board string
---@field ranges holdem.Ranges
---@field pot number
---@field stack? number
---@field stacks? holdem.PerPlayer
---@field rake? holdem.Rake
---@field minimum_bet? number
---@field chip? number

---@class holdem.Stakes
---@field players? integer
---@field stack? number
---@field stacks? number[]
---@field small_blind number
---@field big_blind number
---@field straddles? number[]
---@field ante? number
---@field big_blind_ante? number
---@field rake? holdem.Rake
---@field chip? number

---@class holdem.LimitStakes: holdem.Stakes
---@field small_bet? number
---@field big_bet? number
---@field max_raises? integer[]

---@param spot holdem.SpotTable
---@return holdem.Game
function holdem.spot(spot) end

---@param stakes holdem.Stakes
---@return holdem.Game
function holdem.nolimit(stakes) end

---@param stakes holdem.Stakes
---@return holdem.Game
function holdem.potlimit(stakes) end

---@param stakes holdem.LimitStakes
---@return holdem.Game
function holdem.limit(stakes) end

---@class holdem.RakeTable
---@field rake? holdem.Rake

---@param game? holdem.RakeTable
---@return holdem.Game
function holdem.kuhn(game) end

---@param game? holdem.RakeTable
---@return holdem.Game
function holdem.leduc(game) end

---@param file string
---@param game? holdem.RakeTable
---@return holdem.Game
function holdem.acpc(file, game) end

---@class holdem.Method

---@class holdem.MethodTable
---@field variant? holdem.Variant
---@field alpha? number
---@field beta? number
---@field gamma? number
---@field precision? "auto"|"16-bit"|"f32"|"f64"

---@param method? holdem.MethodTable
---@return holdem.Method
function holdem.cfr(method) end

---@class holdem.Breakpoints
---@field [integer] { [1]: integer|string, [2]: number }
---@field shape? "steps"|"linear"

---@alias holdem.Numbers number|holdem.Breakpoints|fun(iteration: integer): number

---@class holdem.Prune
---@field below holdem.Numbers
---@field in_fraction? holdem.Numbers
---@field start? integer|string

---@class holdem.Average
---@field start? integer|string

---@class holdem.SampledMethodTable
---@field sampling? "external"|"outcome"|"public-chance"
---@field traversals? integer|"auto"
---@field exploration? holdem.Numbers
---@field prune? holdem.Prune
---@field average? holdem.Average
---@field floor? number

---@param method? holdem.SampledMethodTable
---@return holdem.Method
function holdem.mccfr(method) end

---@class holdem.State what a bet function is given
---@field street string
---@field position holdem.Seat|string
---@field seat integer
---@field players integer
---@field in_position boolean
---@field pot number
---@field to_call number
---@field stacks number[]
---@field effective_stack number
---@field spr number
---@field raises integer
---@field last_aggressor? integer
---@field donk boolean
---@field line string
---@field board string

---@class holdem.StreetSizes
---@field [1]? holdem.Sizes
---@field oop? holdem.Sizes
---@field ip? holdem.Sizes
---@field donk? holdem.Sizes

---@class holdem.BetTable
---@field all? holdem.Sizes|holdem.StreetSizes
---@field preflop? holdem.Sizes|holdem.StreetSizes
---@field flop? holdem.Sizes|holdem.StreetSizes
---@field turn? holdem.Sizes|holdem.StreetSizes
---@field river? holdem.Sizes|holdem.StreetSizes

---@class holdem.BetOptions
---@field add_all_in? holdem.Share
---@field force_all_in? holdem.Share
---@field merge? holdem.Share
---@field raise_cap? integer
---@field limp? boolean
---@field flop_players? integer
---@field last_street? string

---@alias holdem.Mix table<string, number>|string
---@alias holdem.Lock holdem.Mix|table<string, holdem.Mix>|fun(hand: string, board: string): holdem.Mix?

---@class holdem.Factors
---@field positive? number
---@field negative? number
---@field average? number
---@field floor? boolean
---@field play? number
---@field prediction? number

---@class holdem.VariantTable
---@field variant holdem.Variant
---@field alpha? number
---@field beta? number
---@field gamma? number

---@alias holdem.Weights holdem.Variant|holdem.VariantTable|holdem.Factors|number|fun(iteration: integer): number|holdem.Factors

---@class holdem.WeightPoints
---@field [integer] { [1]: integer|string, [2]: holdem.Weights }
---@field shape? "steps"|"linear"

---@class holdem.WeightsAtInterval
---@field every holdem.Cadence
---@field stop? holdem.Cadence
---@field factor holdem.Variant|holdem.Factors|number|fun(n: integer): number|holdem.Factors

---@alias holdem.Discount holdem.Weights|holdem.WeightPoints|holdem.WeightsAtInterval

---@class holdem.CadencePoints
---@field [integer] { [1]: integer|string, [2]: holdem.Cadence }

---@alias holdem.Cadences holdem.Cadence|holdem.CadencePoints|fun(iteration: integer): holdem.Cadence

---@class holdem.Schedule
---@field discount? holdem.Discount
---@field traversals? holdem.Numbers
---@field exploration? holdem.Numbers
---@field prune_below? holdem.Numbers
---@field evaluate? holdem.Cadences
---@field checkpoint? holdem.Cadences

---@class holdem.Changes what a hook returns
---@field stop? boolean
---@field discount? holdem.Discount
---@field traversals? holdem.Numbers
---@field exploration? holdem.Numbers
---@field prune_below? holdem.Numbers
---@field evaluate? holdem.Cadence
---@field checkpoint? holdem.Cadence

---@class holdem.Evaluation
---@field iteration integer
---@field exploitability number
---@field ev holdem.PerPlayer
---@field best_response holdem.PerPlayer

---@class holdem.Estimate chips a hand
---@field mean number
---@field interval number
---@field samples integer

---@class holdem.WorkerLoss
---@field pid integer of the worker, or of the program where its own share was cut off
---@field reason string
---@field task? integer

---@class holdem.Run what hooks are given
---@field iteration integer
---@field seconds number
---@field total_seconds number
---@field iterations_per_second number
---@field exploitability? number
---@field exploitability_percent? number
---@field evaluated boolean
---@field evaluation? holdem.Evaluation
---@field measures table<string, holdem.Estimate>
---@field traversals? integer
---@field nodes? integer
---@field cpu_seconds number
---@field workers integer
---@field workers_lost integer
---@field bytes integer
---@field last_checkpoint? string
local Run = {}

---@return number chips, number? percent
function Run:evaluate() end

---@param seat? holdem.Seat
---@param hand? string
---@return holdem.PerPlayer|number?
function Run:ev(seat, hand) end

---@param line string
---@param hand? string
---@return holdem.Strategy
function Run:strategy(line, hand) end

---@return string path
function Run:checkpoint() end

---@param values table<string, number|string|boolean>
function Run:log(values) end

---@alias holdem.Hook fun(run: holdem.Run): holdem.Changes?

---@class holdem.RunSettings
---@field workers? integer|"all"
---@field memory? string
---@field schedule? holdem.Schedule
---@field folder? string
---@field keep_checkpoints? integer
---@field resume? boolean
---@field on_start? holdem.Hook
---@field on_iteration_begin? holdem.Hook
---@field on_iteration? holdem.Hook
---@field on_evaluate? holdem.Hook
---@field on_checkpoint? fun(run: holdem.Run, path: string): holdem.Changes?
---@field on_worker_lost? fun(run: holdem.Run, loss: holdem.WorkerLoss): holdem.Changes?
---@field on_stop? fun(run: holdem.Run, reason: string)

---@class holdem.SampledEvaluation
---@field against? string[]
---@field deals? integer
---@field responses? integer
---@field responses_from? string
---@field flops? integer
---@field exact? boolean

---@class holdem.SolverTable: holdem.RunSettings
---@field game holdem.Game
---@field bets? holdem.Sizes|holdem.BetTable|fun(state: holdem.State): holdem.Sizes|number|(holdem.Sizes|number)[]
---@field bet_options? holdem.BetOptions
---@field locks? table<string, holdem.Lock>
---@field utility? fun(stacks: number[]): number[]
---@field method? holdem.Method
---@field cards? holdem.Cards
---@field seed? integer
---@field evaluation? holdem.SampledEvaluation

---@param solver holdem.SolverTable
---@return holdem.Solver
function holdem.solver(solver) end

---@class holdem.LoadSettings: holdem.RunSettings
---@field evaluation? holdem.SampledEvaluation

---@param path string
---@param settings? holdem.LoadSettings
---@return holdem.Solver
function holdem.load(path, settings) end

---@class holdem.Strategy
---@field player string
---@field labels string[]
---@field probabilities table<string, number>
local Strategy = {}

---@param u number from 0 to 1
---@return string label
function Strategy:choose(u) end

---@class holdem.Limits
---@field iterations? integer
---@field target? holdem.Share
---@field seconds? number
---@field minutes? number
---@field hours? number

---@class holdem.Result
---@field iterations integer
---@field seconds number
---@field exploitability? number
---@field exploitability_percent? number
---@field stopped string
---@field traversals? integer
---@field checkpoint? string

---@class holdem.ExportTable
---@field streets? string[]
---@field line? string
---@field values? boolean

---@class holdem.Solver
---@field iterations integer
---@field traversals? integer
---@field nodes? integer
local Solver = {}

---@param limits holdem.Limits
---@return holdem.Result
function Solver:run(limits) end

---@return number chips, number? percent
function Solver:exploitability() end

---@param seat? holdem.Seat
---@param hand? string
---@return holdem.PerPlayer|number?
function Solver:ev(seat, hand) end

---@param seat? holdem.Seat
---@param hand? string
---@return holdem.PerPlayer|number?
function Solver:value(seat, hand) end

---@param seat? holdem.Seat
---@param hand? string
---@return holdem.PerPlayer|number?
function Solver:equity(seat, hand) end

---@class holdem.Flops
---@field flops? integer

---@class holdem.Response: holdem.Estimate
---@field upper number
---@field upper_interval number
---@field exact boolean
---@field mbb? number
---@field mbb_interval? number
---@field gains table<string, holdem.Estimate>

---@param flops? holdem.Flops of holdem.mccfr only
---@return holdem.PerPlayer|holdem.Response
function Solver:best_response(flops) end

---@param line string
---@param hand? string
---@return holdem.Strategy
function Solver:strategy(line, hand) end

---@param line string
---@return string
function Solver:grid(line) end

---@param line string
---@param hands? integer
---@return string
function Solver:actions(line, hands) end

---@return string
function Solver:summary() end

---@param depth? integer
---@return string
function Solver:tree(depth) end

---@class holdem.Deals
---@field deals? integer
---@field boards? integer

---@return table<string, holdem.Estimate|number>
function Solver:measures() end

---@param baseline string|holdem.Solver
---@param deals? holdem.Deals
---@return holdem.Estimate
function Solver:against(baseline, deals) end

---@class holdem.LocalResponse
---@field boards? integer
---@field from? string

---@param options? holdem.LocalResponse
---@return holdem.Estimate
function Solver:local_best_response(options) end

---@class holdem.ReportTable
---@field title? string
---@field through? string

---@param path string
---@param options? holdem.ReportTable
function Solver:report(path, options) end

---@param path string
function Solver:save(path) end

---@param path string
---@param options? holdem.ExportTable
function Solver:export(path, options) end

---@param line string
---@return string
function Solver:node_id(line) end

---@return string
function Solver:fingerprint() end

---@class holdem.Hand what a function of cards is given
---@field equity number
---@field equity_squared number
---@field percentile number
---@field histogram number[]
---@field deals integer
---@field hand string
---@field board string
---@field class string
---@field board_class? string
---@field pair? string
---@field overcards integer
---@field board_suits integer
---@field flush_draw boolean
---@field backdoor_flush_draw boolean
---@field straight_outs integer

---@class holdem.Buckets
---@field buckets integer
---@field feature "percentile"|"texture-percentile"|"equity"|"equity-squared"|"equity-histogram"|"next-histogram"|"ochs"|"potential"|fun(hand: holdem.Hand): integer
---@field name? string
---@field histogram? boolean
---@field clusters? integer

---@class holdem.CardsTable
---@field preflop? "lossless"|holdem.Buckets
---@field flop? "lossless"|holdem.Buckets
---@field turn? "lossless"|holdem.Buckets
---@field river? "lossless"|holdem.Buckets
---@field seed? integer
---@field restarts? integer
---@field recall? "imperfect"|"perfect"

---@class holdem.Quality
---@field buckets integer
---@field equity_explained number
---@field mean_distance number
---@field empty integer
---@field tiny integer
---@field shares number[]
---@field equities number[]

---@class holdem.Cards
local Cards = {}

---@return holdem.Cards
function Cards:build() end

---@param hand string
---@param board? string
---@return integer
function Cards:bucket(hand, board) end

---@param street "preflop"|"flop"|"turn"|"river"
---@return holdem.Quality?
function Cards:quality(street) end

---@param cards holdem.CardsTable
---@return holdem.Cards
function holdem.cards(cards) end

---@class holdem.KeyTable
---@field key? string

---@class holdem.Database
---@field path string
local Database = {}

---@param table string
---@param rows table
---@param options? holdem.KeyTable
function Database:insert(table, rows, options) end

---@param select string
---@param values? (string|number|boolean)[]
---@return table<string, string|number>[]
function Database:rows(select, values) end

---@param path string
---@return holdem.Database
function holdem.database(path) end

---@class holdem.WeightedFlop
---@field board string
---@field weight? integer

---@class holdem.AggregateTable
---@field flops "15"|"25"|"49"|"95"|"184"|"all"|(string|holdem.WeightedFlop)[]
---@field solver fun(board: string): holdem.Solver
---@field run holdem.Limits
---@field lines? string[]
---@field folder? string
---@field resume? boolean

---@class holdem.Arrangement
---@field sort? string a column, with - in front for the largest first
---@field filter? fun(row: table<string, string|number>): boolean

---@class holdem.Aggregate
---@field columns string[]
---@field complete boolean
local Aggregate = {}

---@param options? holdem.Arrangement
---@return table<string, string|number>[]
function Aggregate:rows(options) end

---@param options? holdem.Arrangement
---@return table<string, string|number>
function Aggregate:total(options) end

---@param options? holdem.Arrangement
---@return string
function Aggregate:text(options) end

---@param path string
---@param options? holdem.Arrangement
function Aggregate:csv(path, options) end

---@param path string
---@param options? holdem.Arrangement
function Aggregate:html(path, options) end

---@param list holdem.AggregateTable
---@return holdem.Aggregate
function holdem.aggregate(list) end

---@generic T
---@param list T[]
---@return fun(list: T[]?, i?: integer): integer, T
function holdem.batch(list) end

---@class holdem.Option
---@field [1] string|number|boolean the default
---@field [2] string help
---@field min? number
---@field max? number
---@field whole? boolean
---@field choices? string[]
---@field position? integer

---@param options table<string, holdem.Option>
---@return table<string, any>
function holdem.options(options) end

return holdem
