public import Contracts
public import FoundationEssentials
import Postgres
public import ServiceKit

/// A desk in words: with the clocks of business time, and the names of those whom it is about.
public struct DeskWords: Sendable {
  public let texts: LocalTexts
  let language: Language
  let clocks: [Date: LocalTime]
  let names: [UUID: String]
  let now: Date

  public func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    texts.text(key, arguments)
  }

  public func amount(_ amount: Money) -> String { amount.words(in: language) }

  /// With the year, for what waits may have waited long, and without the day of the week.
  public func time(_ instant: Date) -> String { clocks[instant]?.fullTime(texts) ?? "" }

  public func name(_ id: UUID) -> String { names[id] ?? text("desk_nobody") }

  /// Who did something: a manager by name, as far as the register has told of them.
  public func name(_ subject: ExactText) -> String {
    UUID(uuidString: subject.text).flatMap { names[$0] } ?? subject.text
  }

  /// How long something has waited.
  func age(since instant: Date) -> String {
    let days = max(0, Int(now.timeIntervalSince(instant) / 86_400))
    return days == 0 ? text("desk_today") : text("desk_days", ["count": "\(days)"])
  }

  /// A word that the database or a provider has, as far as there are words for it.
  func word(_ kind: String, _ word: String) -> String { texts.find("\(kind)_\(word)") ?? word }

  /// What a line is for.
  public func what(_ line: BillingLine) -> String {
    line.order?.serviceTypeName ?? word("line", line.kind)
  }

  /// How it came to a line.
  public func why(_ line: BillingLine) -> String {
    if let why = line.by.why {
      let isCorrection = line.reverses != nil || line.reversesNote != nil
      return isCorrection ? text("desk_taken_back", ["why": why]) : why
    }
    guard let order = line.order else { return "" }
    let outcome = text("outcome_\(order.outcome.rawValue)")
    return order.reason.map { "\(outcome): " + word("desk_reason", $0) } ?? outcome
  }
}

extension Desk {
  /// - Parameters:
  ///   - times: all that are told.
  ///   - people: whose names are.
  ///   - subjects: of tokens, which managers' ids are.
  public func words(
    _ visit: Visit, _ times: [Date], people: [UUID] = [], subjects: [ExactText] = []
  ) async throws -> DeskWords {
    let clocks = try await BusinessTime(database, zone: zone).local(times)
    let ids = Set(people + subjects.compactMap { UUID(uuidString: $0.text) })
    let found = ids.isEmpty ? [] : try await database.read(FindPeople(ids: Array(ids)))
    return DeskWords(
      texts: visit.texts, language: visit.language, clocks: clocks,
      names: Dictionary(found.map { ($0.id, $0.name) }) { first, _ in first }, now: clock.now())
  }
}
