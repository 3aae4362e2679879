import Contracts
import FoundationEssentials
import ServiceKit

/// Applications as a table, for managers' spreadsheets.
enum ApplicationTable {
  private static let table: KeyValuePairs<String, @Sendable (ApplicationLine) -> CSV.Cell> = [
    "id": { .text($0.application.id.wire) }, "status": { .text($0.application.status.rawValue) },
    "vacancy_id": { .text($0.application.vacancyID.wire) },
    "name": { text($0.application.details?.name) },
    "email": { text($0.application.details?.email) },
    "phone": { .phone($0.application.details?.phone ?? "") },
    "age": { number($0.application.details?.age) },
    "breed": { text($0.application.details?.breed) },
    "coat_colour": { text($0.application.details?.coatColour) },
    "language": { .text($0.application.language.rawValue) },
    "held_by": { text($0.application.heldBy?.text) },
    "asks_time": { text($0.application.asksTime) },
    "proposed": { .text(String($0.isProposed)) },
    "points": { number($0.attempt?.points) }, "max_points": { number($0.attempt?.maxPoints) },
    "good_until": { time($0.goodUntil) },
    "reason": { text($0.application.reason?.rawValue) },
    "note": { text($0.application.note) },
    "created_at": { time($0.application.createdAt) },
    "confirmed_at": { time($0.application.confirmedAt) },
    "decided_at": { time($0.application.decidedAt) },
    "decided_by": { text($0.application.decidedBy?.text) },
    "version": { .number(String($0.application.version)) },
  ]

  static let columns = table.map(\.key)

  static func cells(_ line: ApplicationLine) -> [CSV.Cell] { table.map { $0.value(line) } }

  private static func text(_ text: String?) -> CSV.Cell { .text(text ?? "") }
  private static func number(_ number: Int?) -> CSV.Cell { .number(number.map(String.init) ?? "") }
  private static func time(_ time: Date?) -> CSV.Cell { text(time.map(Timestamp.format)) }
}
