#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// x to the power y.
package func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
