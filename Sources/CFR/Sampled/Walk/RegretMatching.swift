/// Hart & Mas-Colell 2000: play in proportion to positive regret.
@inline(__always)
func matchRegrets(_ regrets: UnsafePointer<Float>, _ actions: Int, into strategy: UnsafeMutablePointer<Float>) {
  var total: Float = 0
  for a in 0..<actions {
    let positive = max(regrets[a], 0)
    strategy[a] = positive
    total += positive
  }
  if total > 0 {
    let scale = 1 / total
    for a in 0..<actions { strategy[a] *= scale }
  } else {
    let uniform = 1 / Float(actions)
    for a in 0..<actions { strategy[a] = uniform }
  }
}

/// An action drawn from a strategy.
@inline(__always)
func choose(_ strategy: UnsafePointer<Float>, _ actions: Int, _ random: inout RandomStream) -> Int {
  var rest = random.unit()
  for a in 0..<actions - 1 {
    rest -= strategy[a]
    if rest < 0 { return a }
  }
  return actions - 1
}
