import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What is otherwise from a version of a hypothesis on: only that is there. What was emptied is an
/// empty text, and nobody as its owner the id of zeros.
struct HypothesisFacts: Codable, Sendable {
  let title: String?
  let statement: String?
  let status: String?
  let owner: UUID?
  let effect: String?
  /// Reviews, by their ids.
  let tied: [UUID]
  let untied: [UUID]
}

extension HypothesisFacts {
  /// - Parameter before: nil: it was proposed.
  init(_ now: Hypothesis, insteadOf before: Hypothesis?) {
    func changed(_ field: (Hypothesis) -> String?) -> String? {
      let (new, old) = (field(now), before.flatMap(field))
      return new.map { ExactText($0) } == old.map { ExactText($0) } ? nil : new ?? ""
    }
    title = changed(\.title)
    statement = changed(\.statement)
    status = changed(\.status.rawValue)
    owner = now.owner == before?.owner ? nil : now.owner ?? .zero
    effect = changed(\.effect)
    let old = Set(before?.reviews ?? [])
    tied = now.reviews.filter { !old.contains($0) }
    untied = (before?.reviews ?? []).filter { !now.reviews.contains($0) }
  }
}

/// Tells of a version, in the transaction that makes it.
struct RecordHypothesis: Statement {
  static let sql = """
    insert into quality.hypothesis_history (hypothesis_id, version, event, at, by, facts)
    values ($1, $2, $3, $4, $5, $6)
    """

  let hypothesis: Hypothesis
  let event: String
  let facts: JSON<HypothesisFacts>
  let by: UUID
  let at: Date

  var bindings: Bindings { [hypothesis.id, hypothesis.version, event, at, by, facts] }
}

/// One thing that has happened to a hypothesis.
struct HypothesisHistoryEntry: Sendable {
  let version: Int64
  let event: String
  let at: Date
  let by: UUID
  let facts: HypothesisFacts
}

/// The last one first.
struct ListHypothesisHistory: Statement {
  static let sql = """
    select version, event, at, by, facts
    from   quality.hypothesis_history
    where  hypothesis_id = $1
    order  by version desc
    limit  $2
    """

  let hypothesis: UUID
  let limit: Int
  var bindings: Bindings { [hypothesis, limit] }
  static func decode(_ row: inout RowReader) throws -> HypothesisHistoryEntry {
    HypothesisHistoryEntry(
      version: try row.next(), event: try row.next(), at: try row.next(), by: try row.next(),
      facts: try row.next(as: JSON<HypothesisFacts>.self).value)
  }
}
