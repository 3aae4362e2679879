import Contracts
import FoundationEssentials
import ServiceKit

/// Says bets in the reader's words.
struct BetWords {
  let texts: LocalTexts
  /// What clocks show at the times that are told.
  let clocks: [Date: LocalTime]
  let names: [UUID: String]
  let now: Date
}

extension BetsModule {
  /// The words for a page that tells of some times and managers.
  func words(
    _ visit: Visit, _ times: [Date], of managers: [UUID] = []
  ) async throws -> BetWords {
    BetWords(
      texts: visit.texts,
      clocks: try await BusinessTime(database, zone: configuration.timeZone).local(times),
      names: try await names(of: managers), now: clock.now())
  }
}

extension BetWords {
  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    texts.text(key, arguments)
  }

  func amount(_ amount: Money) -> String { amount.words(in: texts.language) }

  /// What is won has a plus, as what is lost has a minus.
  func net(_ amount: Money) -> String { (amount > .zero ? "+" : "") + self.amount(amount) }

  func outcome(_ outcome: OrderOutcome) -> String { text("outcome_\(outcome.rawValue)") }

  /// Such as `Monday, 1 March, 10:00`.
  func time(_ instant: Date) -> String {
    clocks[instant].map { "\($0.day(texts)), \($0.time)" } ?? ""
  }

  /// Such as `1 March, 10:00`.
  func shortTime(_ instant: Date) -> String {
    clocks[instant].map { "\($0.shortDay(texts)), \($0.time)" } ?? ""
  }

  /// Somebody of whom nothing is heard yet is told by the id.
  func name(_ manager: UUID) -> String { names[manager] ?? manager.wire }

  func name(_ party: Party) -> String { party.manager.map(name) ?? text("developers") }

  /// How far an instant is ahead, in its two greatest units.
  func span(to instant: Date) -> String {
    let minutes = Int((max(instant.timeIntervalSince(now), 0) / 60).rounded(.up))
    let (hours, days) = (minutes / 60, minutes / (24 * 60))
    let key = days > 0 ? "span_days" : hours > 0 ? "span_hours" : "span_minutes"
    return text(
      key, ["days": "\(days)", "hours": "\(hours % 24)", "minutes": "\(minutes % 60)"])
  }
}
