/// A number with a fixed count of decimals, rounded half away from zero: `-0.50`. No locale; `-` for what is no number.
func decimalText(_ value: Double, places: Int) -> String {
  guard value.isFinite else { return "-" }
  var unit = 1
  for _ in 0..<places { unit *= 10 }
  let scaled = (value.magnitude * Double(unit)).rounded()
  guard scaled < 9e15 else { return "\(value)" }
  let digits = Int(scaled)
  let sign = value < 0 && digits > 0 ? "-" : ""
  guard places > 0 else { return "\(sign)\(digits)" }
  let decimals = String(digits % unit)
  return "\(sign)\(digits / unit).\(String(repeating: "0", count: places - decimals.count))\(decimals)"
}

/// A share from 0 to 1 as a percentage: `48.2 %`; `-` where there is none.
func percentText(_ share: Double?, places: Int = 1) -> String {
  guard let share, share.isFinite else { return "-" }
  return decimalText(share * 100, places: places) + " %"
}

/// A small amount, such as an exploitability, with `smallPlaces` decimals: `0.62`, `0.0031`, `<0.000001`.
func smallText(_ value: Double) -> String {
  let text = decimalText(value, places: smallPlaces(value))
  return value > roundingError && Double(text) == 0 ? "<0.000001" : text
}

/// Decimals that show two digits of a small amount: at least two, at most six.
func smallPlaces(_ value: Double) -> Int {
  var places = 2
  var magnitude = value.magnitude * 10
  while magnitude > roundingError, magnitude < 0.995, places < 6 {
    magnitude *= 10
    places += 1
  }
  return places
}

/// Differences of sums that should be equal come out about as large as this.
private let roundingError = 1e-12

/// Decimals with which amounts of chips are told apart to 1/10,000 of the pot.
func chipPlaces(pot: Double) -> Int {
  guard pot > 0 else { return 2 }
  var unit = 1.0
  var places = 0
  while unit * 10_000 > pot, places < 6 {
    unit /= 10
    places += 1
  }
  return places
}

/// A count with its thousands apart: `1,326`.
func countText(_ count: Int) -> String {
  let digits = String(count.magnitude)
  var text = ""
  for (i, digit) in digits.enumerated() {
    if i > 0, (digits.count - i).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return count < 0 ? "-" + text : text
}

/// A time in whole seconds, at most 99 days: `0:42`, `1:02:03`, `3 d 04:00`.
func durationText(_ seconds: Double) -> String {
  guard seconds.isFinite else { return "-" }
  let longest = 99 * 86_400.0
  guard seconds < longest else { return ">99 d" }
  let total = Int(max(0, seconds).rounded())
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let minutes = total / 60
  if total < 3600 { return "\(minutes):\(two(total % 60))" }
  if total < 86_400 { return "\(total / 3600):\(two(minutes % 60)):\(two(total % 60))" }
  return "\(total / 86_400) d \(two(total / 3600 % 24)):\(two(minutes % 60))"
}

/// `1 card`, `2 cards`.
func plural(_ count: Int, _ noun: String) -> String { "\(countText(count)) \(noun)\(count == 1 ? "" : "s")" }

/// Iterations per second: `3.9 it/s`, `120 it/s`; `8.2 s/it` for slow ones.
func rateText(_ rate: Double) -> String {
  guard rate.isFinite, rate > 0 else { return "- it/s" }
  if rate < 0.5 { return "\(decimalText(1 / rate, places: 1)) s/it" }
  return "\(decimalText(rate, places: rate < 99.95 ? 1 : 0)) it/s"
}

extension String {
  /// A decimal number without zeros at its end: `200.00` becomes `200`.
  var shortened: String {
    guard contains(".") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
