import Billing
import Contracts
import FoundationEssentials
import Glibc
import ServiceKit

/// Tells on a terminal how billing goes: a bar where there is one, else a line every five seconds.
actor RunReport {
  private let side: String
  let kind: Person.Kind
  private let time: BusinessTime
  private let zone: String
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
    case .waitingForTurn(let runner):
      let who = runner.map { "\($0.program), since \(Timestamp.format($0.since))," } ?? "somebody"
      Console.say("Waiting: \(who) is billing \(side) …")
    case .waitingUntil(let ready):
      Console.say("Waiting until \(await words(ready)) for what is still on its way …")
    case .waitingForEvents(let count):
      Console.say("Waiting until \(count) events that have arrived are handled …")
    case .began(let period): Console.say(await heading(period))
    case .issued(let done, let all): show(done, of: all)
    case .finished(let summary):
      bar?.end()
      (bar, reached) = (nil, nil)
      Console.say(text(of: summary))
    }
  }

  func sayNothingIsDue(next: Date?) async {
    var text = "Nothing is due."
    if let next { text += " The present period ends \(await words(next)) (\(zone))." }
    Console.say(text)
  }

  func say(_ forecast: BillingForecast) async {
    Console.say(await heading(forecast.period))
    Console.say(text(of: forecast))
  }

  /// Leaves the bar where it is broken off, and says how far it came.
  func breakOff() {
    bar?.end()
    guard let (done, all) = reached else { return }
    Console.say("Stopped at \(done.grouped) of \(all.grouped) \(side).")
  }

  private func show(_ done: Int, of all: Int) {
    reached = (done: done, all: all)
    var shown = bar ?? ProgressBar(of: all, side)
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
    return local.brief
  }
}

extension LocalTime {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun 7 Mar 2027 20:00`
  var brief: String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, Self.months.indices.contains(parts[1] - 1),
      Self.weekdays.indices.contains(weekday - 1)
    else { return "\(day) \(time)" }
    return
      "\(Self.weekdays[weekday - 1]) \(parts[2]) \(Self.months[parts[1] - 1]) \(parts[0]) \(time)"
  }
}
