import Contracts
import FoundationEssentials
import ServiceKit

/// The days on which a service can be had, and the half hours of one of them, by the clock on the wall.
struct OfferedDays: Sendable {
  let days: [LocalTime]
  /// The chosen one, such as `2027-03-05`.
  let day: String
  let times: [(instant: Date, local: LocalTime)]

  /// - Parameters:
  ///   - offered: nil: nothing is.
  ///   - wanted: a day; nil, or one that is not on offer: the first.
  ///   - clocks: what the clock shows at some instants.
  init(
    _ offered: OfferedTimes?, on wanted: String?,
    clocks: ([Date]) async throws -> [Date: LocalTime]
  ) async throws {
    guard let offered, let first = offered.halfHours(limit: 1).first else {
      (days, day, times) = ([], "", [])
      return
    }
    let ends = try await clocks([first, offered.latest])
    days = Self.days(from: ends[first]?.day ?? "", to: ends[offered.latest]?.day ?? "")
    let chosen = days.first { ExactText($0.day) == ExactText(wanted ?? "") } ?? days.first
    let day = chosen?.day ?? ""
    self.day = day
    let around = Self.halfHours(around: day, of: offered)
    let locals = try await clocks(around)
    times = around.compactMap { instant in
      locals[instant].flatMap { $0.day == day ? (instant, $0) : nil }
    }
  }

  /// The half hours as they are chosen: those that the clock shows twice, being put back, with what
  /// they are ahead of UTC.
  var choices: [Choice] {
    let shown = times.map(\.local.time)
    return times.map { instant, local in
      let isRepeated = shown.count { $0 == local.time } > 1
      return Choice(
        Timestamp.format(instant),
        isRepeated ? "\(local.time) (\(Self.offset(of: local, at: instant)))" : local.time)
    }
  }

  /// Such as `UTC+3`.
  private static func offset(of local: LocalTime, at instant: Date) -> String {
    let shown = Timestamp.parse("\(local.day)T\(local.time):00Z") ?? instant
    let minutes = Int((shown.timeIntervalSince(instant) / 60).rounded())
    let rest = abs(minutes) % 60
    return (minutes < 0 ? "UTC−" : "UTC+") + "\(abs(minutes) / 60)" + (rest == 0 ? "" : ":\(rest)")
  }

  /// From one day of the calendar to another.
  static func days(from first: String, to last: String) -> [LocalTime] {
    guard let first = midnight(first), let last = midnight(last), first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { number in
      let day = String(
        Timestamp.format(Date(timeIntervalSince1970: Double(number) * 86_400)).prefix(10))
      // The first of January 1970 was a Thursday.
      return LocalTime(day: day, weekday: (number + 3) % 7 + 1, time: "00:00")
    }
  }

  /// All that can belong to a day in any zone.
  private static func halfHours(around day: String, of offered: OfferedTimes) -> [Date] {
    guard let midnight = midnight(day) else { return [] }
    let start = Date(timeIntervalSince1970: Double(midnight) * 86_400 - 14 * 3_600)
    let end = start.addingTimeInterval(52 * 3_600)
    return offered.halfHours(from: start, limit: 104).filter { $0 < end }
  }

  /// The number of days since 1970 began.
  private static func midnight(_ day: String) -> Int? {
    Timestamp.parse(day + "T00:00:00Z").map { Int($0.timeIntervalSince1970 / 86_400) }
  }
}
