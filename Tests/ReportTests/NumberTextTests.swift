import Testing

@testable import Report

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (0.5, 0, "1"), (-0.004, 2, "0.00"), (-0.006, 2, "-0.01"), (12.345678, 3, "12.346"), (99.995, 1, "100.0"),
    (.nan, 2, "-"), (.infinity, 2, "-"),
  ])
  func decimals(value: Double, places: Int, expected: String) { #expect(decimalText(value, places: places) == expected) }

  @Test(arguments: [
    (0.62, "0.62"), (0.0031, "0.0031"), (0.0999, "0.10"), (31.2, "31.20"), (0.0000004, "<0.000001"), (0, "0.00"), (-1e-17, "0.00"),
  ])
  func smallAmountsKeepTwoDigits(value: Double, expected: String) { #expect(smallText(value) == expected) }

  @Test(arguments: [(200.0, 2), (2.0, 4), (20_000.0, 0), (1000.0, 1), (0.0, 2)])
  func chipsAreTenThousandthsOfThePot(pot: Double, places: Int) { #expect(chipPlaces(pot: pot) == places) }

  @Test(arguments: [(0, "0"), (999, "999"), (1326, "1,326"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808")])
  func counts(count: Int, expected: String) { #expect(countText(count) == expected) }

  @Test(
    arguments: [
      (0.0, "0:00"), (42, "0:42"), (59.6, "1:00"), (3723, "1:02:03"), (273_600, "3 d 04:00"), (1e12, ">99 d"), (-5, "0:00"), (.nan, "-"),
    ] as [(Double, String)])
  func durations(seconds: Double, expected: String) { #expect(durationText(seconds) == expected) }

  @Test(arguments: [(3.94, "3.9 it/s"), (250.4, "250 it/s"), (0.1, "10.0 s/it"), (0, "- it/s")] as [(Double, String)])
  func rates(rate: Double, expected: String) { #expect(rateText(rate) == expected) }
}
