/// When in the business week a worker works (R-141), in minutes since Monday 00:00.
///
/// Shifts that overlap or touch are one; what runs over midnight is shown as two shifts, one a day.
/// "Always" is the absence of a value, never an empty one.
struct WorkingHours: Hashable, Sendable {
  static let minutesPerDay = 24 * 60
  static let minutesPerWeek = 7 * minutesPerDay

  /// One stretch of one day.
  struct Shift: Hashable, Sendable {
    /// 1 is Monday.
    var weekday: Int
    /// Minutes of the day, `[from, to)`; `to` may be 24:00.
    var from: Int
    var to: Int
  }

  /// Sorted, with gaps between them.
  let minutes: [Range<Int>]

  /// - Returns: nil without shifts: always.
  init?(shifts: [Shift]) {
    let starts = shifts.map { shift in
      let midnight = (shift.weekday - 1) * Self.minutesPerDay
      return midnight + shift.from..<midnight + shift.to
    }
    self.init(minutes: starts)
  }

  init?(minutes: [Range<Int>]) {
    let sorted = minutes.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    guard !sorted.isEmpty else { return nil }
    self.minutes = sorted.reduce(into: []) { merged, next in
      guard let last = merged.last, next.lowerBound <= last.upperBound else {
        return merged.append(next)
      }
      merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, next.upperBound)
    }
  }

  /// The same, cut at each midnight.
  var shifts: [Shift] {
    minutes.flatMap { stretch in
      let days =
        stretch.lowerBound / Self.minutesPerDay...(stretch.upperBound - 1)
        / Self.minutesPerDay
      return days.map { day in
        let midnight = day * Self.minutesPerDay
        return Shift(
          weekday: day + 1,
          from: max(stretch.lowerBound, midnight) - midnight,
          to: min(stretch.upperBound, midnight + Self.minutesPerDay) - midnight)
      }
    }
  }
}

/// A time of day as people write it: `09:00`; `24:00` ends a day.
enum TimeOfDay {
  /// Minutes since midnight.
  ///
  /// - Returns: nil for anything but two digits, a colon and two digits within 00:00…24:00.
  static func minutes(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    let digits = bytes.map { Int($0) - Int(UInt8(ascii: "0")) }
    guard
      bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [0, 1, 3, 4].allSatisfy({ 0...9 ~= digits[$0] })
    else { return nil }
    let (hour, minute) = (digits[0] * 10 + digits[1], digits[3] * 10 + digits[4])
    guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
    return hour * 60 + minute
  }

  static func text(_ minutes: Int) -> String {
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}
