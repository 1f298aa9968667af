/// A colour of the terminal in 24 bits.
struct Colour: Hashable {
  let red: Int
  let green: Int
  let blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  static let black = Colour(0, 0, 0)
  static let white = Colour(255, 255, 255)

  /// This colour with a share of another mixed in, from 0 (this one) to 1 (the other).
  func mixed(with other: Colour, _ share: Double) -> Colour {
    func channel(_ a: Int, _ b: Int) -> Int { Int((Double(a) * (1 - share) + Double(b) * share).rounded()) }
    return Colour(channel(red, other.red), channel(green, other.green), channel(blue, other.blue))
  }

  /// Black or white, whichever reads better on this colour (weights of ITU-R BT.601).
  var readableText: Colour { 299 * red + 587 * green + 114 * blue > 140_000 ? .black : .white }

  /// The nearest entry of the 256-colour palette of xterm: the 6x6x6 cube (16...231) or the greys (232...255).
  var paletteIndex: Int {
    let levels = [0, 95, 135, 175, 215, 255]
    func nearest(_ value: Int) -> Int { levels.indices.min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0 }
    let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
    let cube = Colour(levels[r], levels[g], levels[b])
    let step = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    let grey = Colour(8 + 10 * step, 8 + 10 * step, 8 + 10 * step)
    return distance(to: grey) < distance(to: cube) ? 232 + step : 16 + 36 * r + 6 * g + b
  }

  private func distance(to other: Colour) -> Int {
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return r * r + g * g + b * b
  }
}
