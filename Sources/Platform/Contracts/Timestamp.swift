public import FoundationEssentials

/// Times as they travel: RFC 3339, UTC, whole seconds without a fraction, else milliseconds.
///
/// There is one range for all of them, the years 1 to 9999 in UTC, which is what RFC 3339 can say and
/// Postgres can hold: what ``format(_:)`` writes, ``parse(_:)`` reads.
public enum Timestamp {
  /// From the first to the last millisecond.
  public static let range = date(milliseconds.lowerBound)...date(milliseconds.upperBound)

  /// The same since 1970.
  private static let milliseconds: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// `2026-03-01T09:00:00Z` or `2026-03-01T09:00:00.125Z`; what lies beyond the range as its end.
  public static func format(_ date: Date) -> String {
    let bounded = min(max(date, range.lowerBound), range.upperBound)
    let milliseconds = Int64((bounded.timeIntervalSince1970 * 1000).rounded())
    let (days, milliOfDay) = milliseconds.flooredDivision(by: 86_400_000)
    let (year, month, day) = CivilDate.of(daysSinceEpoch: days)
    let (second, fraction) = milliOfDay.quotientAndRemainder(dividingBy: 1000)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let hour = padded(second / 3600, 2)
    let time = "\(hour):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    return fraction == 0 ? "\(date)T\(time)Z" : "\(date)T\(time).\(padded(fraction, 3))Z"
  }

  /// Reads any RFC 3339 time (section 5.6), any offset; finer than a millisecond is cut off.
  ///
  /// - Returns: nil for anything else, times that no calendar or clock has and those beyond the range
  ///   included.
  public static func parse(_ text: String) -> Date? {
    var reader = DigitReader(text.utf8)
    guard
      let year = reader.number(4), reader.skip("-"),
      let month = reader.number(2), reader.skip("-"),
      let day = reader.number(2), reader.skip("T") || reader.skip("t"),
      let hour = reader.number(2), hour < 24, reader.skip(":"),
      let minute = reader.number(2), minute < 60, reader.skip(":"),
      let second = reader.number(2), second < 60,
      let milliseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd,
      let days = CivilDate.daysSinceEpoch(year: year, month: month, day: day)
    else { return nil }
    let seconds = days * 86_400 + hour * 3600 + (minute - offset) * 60 + second
    let time = seconds * 1000 + milliseconds
    return Self.milliseconds ~= time ? date(time) : nil
  }

  private static func date(_ milliseconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

/// Reads fixed-width numbers from ASCII.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String.UTF8View) {
    rest = text[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int64? {
    guard rest.count >= width, rest.prefix(width).allSatisfy({ 48...57 ~= $0 }) else { return nil }
    defer { rest.removeFirst(width) }
    return rest.prefix(width).reduce(0) { $0 * 10 + Int64($1 - 48) }
  }

  /// Milliseconds; 0 without a fraction.
  mutating func fraction() -> Int64? {
    guard skip(".") else { return 0 }
    let digits = rest.prefix { 48...57 ~= $0 }
    guard 1...12 ~= digits.count else { return nil }
    rest.removeFirst(digits.count)
    let padding = max(0, 3 - digits.count)
    let value = digits.prefix(3).reduce(0) { $0 * 10 + Int64($1 - 48) }
    return (0..<padding).reduce(value) { sum, _ in sum * 10 }
  }

  /// Minutes east of UTC.
  mutating func offset() -> Int64? {
    if skip("Z") || skip("z") { return 0 }
    let sign: Int64 = skip("-") ? -1 : 1
    guard
      sign < 0 || skip("+"), let hours = number(2), hours < 24, skip(":"),
      let minutes = number(2), minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }
}

/// The proleptic Gregorian calendar by day number, since FoundationEssentials formats slowly.
///
/// Method: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
private enum CivilDate {
  /// Days in 400 years, after which the calendar repeats.
  static let eraDays: Int64 = 146_097
  /// From 0000-03-01 to 1970-01-01.
  static let epochDays: Int64 = 719_468

  static func of(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (daysSinceEpoch + epochDays).flooredDivision(by: eraDays)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Nil for a day that the calendar lacks, such as 30 February.
  static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard 1...12 ~= month, 1...31 ~= day else { return nil }
    let marchYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = marchYear.flooredDivision(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * eraDays + dayOfEra - epochDays
    return of(daysSinceEpoch: days) == (year, month, day) ? days : nil
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
