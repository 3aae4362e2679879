import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// Tells how billing goes: on a terminal in a line that changes in its place, else in a line once for
/// what is waited for, and every five seconds for how far it is.
actor RunReport {
  private let side: String
  let kind: Person.Kind
  private let time: BusinessTime
  private let zone: String
  private let line = LiveLine()
  private var bar: ProgressBar?
  private var reached: (done: Int, all: Int)?

  /// - Parameter bookkeeper: whose run it is.
  init(of bookkeeper: any Bookkeeper.Type, _ time: BusinessTime, _ zone: String) {
    side = bookkeeper.side
    kind = bookkeeper.invoicing.kind
    self.time = time
    self.zone = zone
  }

  func tell(_ news: RunNews) async {
    switch news {
    case .waiting(let wait, let isNew): show(wait, isNew: isNew)
    case .began(let period): say(await heading(period))
    case .issued(let done, let all): show(done, of: all)
    case .finished(let summary):
      (bar, reached) = (nil, nil)
      say(text(of: summary))
    }
  }

  func sayNothingIsDue(next: Date?) async {
    var text = "Nothing is due."
    if let next { text += " The present period ends \(await words(next)) (\(zone))." }
    say(text)
  }

  func say(_ forecast: BillingForecast) async {
    say(await heading(forecast.period))
    say(text(of: forecast))
  }

  /// Leaves nothing of what was drawn, and says how far it came.
  func breakOff() {
    line.erase()
    guard let (done, all) = reached else { return }
    say("Stopped at \(done.grouped) of \(all.grouped) \(side).")
  }

  /// In place of what is drawn.
  private func say(_ text: String) {
    line.erase()
    Console.say(text)
  }

  private func show(_ wait: RunWait, isNew: Bool) {
    let text = wait.text(of: side, at: Date())
    if line.isSeen {
      line.draw(text)
    } else if isNew {
      say(text)
    }
  }

  private func show(_ done: Int, of all: Int) {
    guard var shown = bar ?? ProgressBar(of: all, side) else { return }
    reached = (done: done, all: all)
    shown.show(done)
    bar = shown
  }

  private func heading(_ period: DuePeriod) async -> String {
    let days = period.endsAt.timeIntervalSince(period.startsAt) / 86_400
    let kind =
      switch days {
      case 6...8: "Week"
      case 27...32: "Month"
      default: "Period"
      }
    return "\(kind) to \(await words(period.endsAt)) (\(zone))"
  }

  /// `Sun 7 Mar 2027 20:00`
  private func words(_ instant: Date) async -> String {
    guard let local = try? await time.local([instant])[instant] else {
      return Timestamp.format(instant)
    }
    return local.brief()
  }
}

extension LocalTime {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun 7 Mar 2027 20:00`, with or without what goes without saying.
  func brief(weekday hasWeekday: Bool = true, year hasYear: Bool = true) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, Self.months.indices.contains(parts[1] - 1),
      Self.weekdays.indices.contains(weekday - 1)
    else { return "\(day) \(time)" }
    let (before, behind) = (
      hasWeekday ? "\(Self.weekdays[weekday - 1]) " : "", hasYear ? " \(parts[0])" : ""
    )
    return "\(before)\(parts[2]) \(Self.months[parts[1] - 1])\(behind) \(time)"
  }
}
