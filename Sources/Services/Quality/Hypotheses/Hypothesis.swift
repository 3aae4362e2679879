import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// How the business might be improved, and what came of the thought.
struct Hypothesis: Sendable {
  let id: UUID
  /// By which people call it; it never changes. 0: it is not kept yet.
  var number: Int64
  var title: String
  var statement: String
  var status: HypothesisStatus
  /// The manager who sees to it; nil: nobody does.
  var owner: UUID?
  /// What came of it; nil: not known yet.
  var effect: String?
  /// The reviews that it came from, by their ids.
  var reviews: [UUID]
  let createdAt: Date
  let createdBy: UUID
  var version: Int64
  /// What the owner is called; nil: there is none, or the register has not told.
  private(set) var ownerName: String?
  private(set) var createdByName: String?

  static let titleLength = 1...200
  static let textLength = 1...4_000
  static let reviewCount = 0...100
}

extension Hypothesis: VersionedRow {
  static let table = "quality.hypothesis h"
  static let columns = """
    h.id, h.number, h.title, h.statement, h.status, h.owner, h.effect,
           array(select t.review_id
                 from   quality.hypothesis_review t
                 where  t.hypothesis_id = h.id
                 order  by t.review_id),
           h.created_at, h.created_by, h.version,
           (select p.name
            from   quality.person p
            where  p.kind = 'manager'
            and    p.id = h.owner),
           (select p.name
            from   quality.person p
            where  p.kind = 'manager'
            and    p.id = h.created_by)
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    title = try row.next()
    statement = try row.next()
    status = try row.next()
    owner = try row.next()
    effect = try row.next()
    reviews = try row.next()
    createdAt = try row.next()
    createdBy = try row.next()
    version = try row.next()
    ownerName = try row.next()
    createdByName = try row.next()
  }

  var stored: Bindings { [title, statement, status, owner, effect, reviews] }
}

// What its managers are called changes without its version.
extension Hypothesis: ResourceView {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("number", number)
    writer.field("title", title)
    writer.field("statement", statement)
    writer.field("status", status.rawValue)
    writer.field("owner", owner)
    writer.field("owner_name", ownerName)
    writer.field("effect", effect)
    writer.field("reviews", reviews)
    writer.field("created_at", createdAt)
    writer.field("created_by", createdBy)
    writer.field("created_by_name", createdByName)
    writer.field("version", version)
    writer.endObject()
  }
}
