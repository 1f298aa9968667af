#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// x to the power y, by the rule of Lua's `^` (a square is a product, all else is `pow`), so that a script's formula gives the same bits.
package func power(_ x: Double, _ y: Double) -> Double { y == 2 ? x * x : pow(x, y) }
