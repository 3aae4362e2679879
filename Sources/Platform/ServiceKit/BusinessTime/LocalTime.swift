/// What calendar and clock show at an instant, in the zone of business time.
public struct LocalTime: Sendable, Hashable {
  /// `2027-03-01`; sorts by time.
  public var day: String
  /// 1 is Monday.
  public var weekday: Int
  /// `09:05`
  public var time: String

  public init(day: String, weekday: Int, time: String) {
    self.day = day
    self.weekday = weekday
    self.time = time
  }

  /// The day in words, such as `Monday, 1 March`.
  public func day(_ texts: LocalTexts) -> String { written("date", texts) }

  /// The same where there is little room, such as `1 March`.
  public func shortDay(_ texts: LocalTexts) -> String { written("short_date", texts) }

  /// The same with the year, for what may be long ago, such as `1 March 2027`.
  public func fullDay(_ texts: LocalTexts) -> String { written("full_date", texts) }

  /// Such as `1 March 2027, 09:05`.
  public func fullTime(_ texts: LocalTexts) -> String { written("full_time", texts) }

  private func written(_ key: String, _ texts: LocalTexts) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return day }
    return texts.text(
      key,
      [
        "weekday": texts.text("weekday_\(weekday)"), "day": String(parts[2]),
        "month": texts.text("month_\(parts[1])"), "year": String(parts[0]), "time": time,
      ])
  }
}
