import Contracts
import FoundationEssentials
import ServiceKit

/// Orders in words, with the clocks of business time.
struct OrderWords: Sendable {
  let texts: LocalTexts
  let clocks: [Date: LocalTime]
  let zone: String
  let now: Date
  let durations: OrderDurations

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    texts.text(key, arguments)
  }

  func money(_ amount: Money) -> String { amount.words(in: texts.language) }

  /// Day, time and zone; with the year where it is another one than now.
  func time(_ instant: Date) -> String {
    guard let local = clocks[instant] else { return Timestamp.format(instant) }
    return text("day_and_time", ["day": day(local), "time": local.time, "zone": zoneName])
  }

  /// The time alone, such as `14:02`, of what happened on a day that is said already.
  func clock(_ instant: Date) -> String { clocks[instant]?.time ?? Timestamp.format(instant) }

  func day(_ local: LocalTime) -> String {
    let parts = local.day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, clocks[now]?.day.prefix(4) != local.day.prefix(4) else {
      return local.day(texts)
    }
    return text(
      "day_of_year",
      [
        "weekday": text("weekday_\(local.weekday)"), "day": "\(parts[2])",
        "month": text("month_\(parts[1])"), "year": "\(parts[0])",
      ])
  }

  /// The zone as the language calls it, else by its IANA name.
  var zoneName: String { texts.find("zone_\(zone)") ?? zone }

  /// Where an order stands, and whether its report is late.
  func mark(_ order: Order) -> StatusMark {
    order.isOverdue(at: now, after: durations.reportRemind)
      ? StatusMark(.late, text("status_overdue")) : mark(toClient: order)
  }

  /// The same to its client, whom it does not concern that a report is late.
  func mark(toClient order: Order) -> StatusMark {
    let kind: StatusMark.Kind =
      switch order.status {
      case .accepted: .waiting
      case .started: .underWay
      case .completed: .done
      case .cancelled: .cancelled
      case .failed: .failed
      }
    return StatusMark(kind, text("status_\(order.status.rawValue)"))
  }
}

extension OrdersModule {
  /// - Parameter instants: all that is going to be said.
  func words(
    _ visit: Visit, _ instants: [Date?], at now: Date
  ) async throws -> OrderWords {
    let clocks = try await BusinessTime(database, zone: configuration.timeZone)
      .local(instants.compactMap(\.self) + [now])
    return OrderWords(
      texts: visit.texts, clocks: clocks, zone: configuration.timeZone, now: now,
      durations: configuration.durations)
  }
}

extension Order {
  /// Whatever pages say of it when.
  var times: [Date?] { [scheduledAt, endsAt, createdAt, startedAt, overdueAt, endedAt] }
}
