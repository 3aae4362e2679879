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
  /// Nil: the register has not told of who did it.
  let byName: String?
  let facts: HypothesisFacts
}

extension HypothesisHistoryEntry {
  /// What `init(row:)` reads of `quality.hypothesis_history h`.
  static let columns = """
    h.version, h.event, h.at, h.by,
           (select p.name
            from   quality.person p
            where  p.kind = 'manager'
            and    p.id = h.by),
           h.facts
    """

  init(row: inout RowReader) throws {
    version = try row.next()
    event = try row.next()
    at = try row.next()
    by = try row.next()
    byName = try row.next()
    facts = try row.next(as: JSON<HypothesisFacts>.self).value
  }
}

extension HypothesisHistoryEntry: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", version)
    writer.field("event", event)
    writer.field("at", at)
    writer.field("by", by)
    writer.field("by_name", byName)
    writer.key("facts")
    facts.write(to: &writer)
    writer.endObject()
  }
}

extension HypothesisFacts: JSONWritable {
  /// Only what is otherwise; what was emptied is null.
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    let texts = [
      ("title", title), ("statement", statement), ("status", status), ("effect", effect),
    ]
    for case (let name, let text?) in texts { writer.field(name, text.isEmpty ? nil : text) }
    if let owner { writer.field("owner", owner == .zero ? nil : owner) }
    writer.field("tied", tied)
    writer.field("untied", untied)
    writer.endObject()
  }
}

/// In their order, after a version.
struct ListHypothesisHistory: Statement {
  /// What its cursors are of.
  static let list = "hypothesis-history"

  static let sql = """
    select \(HypothesisHistoryEntry.columns)
    from   quality.hypothesis_history h
    where  h.hypothesis_id = $1
    and    h.version > $2
    order  by h.version
    limit  $3
    """

  let hypothesis: UUID
  let after: Int64
  let limit: Int
  var bindings: Bindings { [hypothesis, after, limit] }
  static func decode(_ row: inout RowReader) throws -> HypothesisHistoryEntry {
    try HypothesisHistoryEntry(row: &row)
  }
}

/// What happened last to a hypothesis, and that first.
struct ListLastOfHypothesis: Statement {
  static let sql = """
    select \(HypothesisHistoryEntry.columns)
    from   quality.hypothesis_history h
    where  h.hypothesis_id = $1
    order  by h.version desc
    limit  $2
    """

  let hypothesis: UUID
  let limit: Int
  var bindings: Bindings { [hypothesis, limit] }
  static func decode(_ row: inout RowReader) throws -> HypothesisHistoryEntry {
    try HypothesisHistoryEntry(row: &row)
  }
}
