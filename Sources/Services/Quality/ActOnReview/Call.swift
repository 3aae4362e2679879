import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A call that a manager has made about an order.
struct Call: Sendable {
  let id: UUID
  let at: Date
  let whom: Whom
  /// Whether somebody answered.
  let reached: Bool
  let text: String
  let by: UUID
  /// nil: not known here any more.
  let byName: String?

  enum Whom: String, CaseIterable, Sendable, PostgresText {
    case client, worker
  }
}

/// What a manager says of a call.
struct CallForm: Sendable {
  let whom: Call.Whom
  let reached: Bool
  let text: String

  static let textLength = 1...2_000

  /// - Returns: nil after a mistake.
  init?(_ form: Form) {
    let whom = form.choice("whom", Call.Whom.self)
    let reached = form.bool("reached")
    let text = form.text("text", Self.textLength)
    guard let whom else { return nil }
    (self.whom, self.reached, self.text) = (whom, reached, text)
  }
}

struct InsertCall: Statement {
  static let sql = """
    insert into quality.call (id, review_id, at, whom, reached, text, by)
    values ($1, $2, $3, $4, $5, $6, $7)
    """

  let review: UUID
  let call: Call

  var bindings: Bindings {
    [call.id, review, call.at, call.whom, call.reached, call.text, call.by]
  }
}

/// The calls about an order, in whichever of its reviews, as they were made.
struct ListCalls: Statement {
  static let sql = """
    select c.id, c.at, c.whom, c.reached, c.text, c.by, p.name
    from   quality.review r
    join   quality.call   c on c.review_id = r.id
    left   join quality.person p on p.kind = 'manager' and p.id = c.by
    where  r.order_id = $1
    order  by c.at, c.id
    """

  let order: UUID
  var bindings: Bindings { [order] }
  static func decode(_ row: inout RowReader) throws -> Call {
    Call(
      id: try row.next(), at: try row.next(), whom: try row.next(), reached: try row.next(),
      text: try row.next(), by: try row.next(), byName: try row.next())
  }
}

extension Call: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("at", at)
    writer.field("whom", whom.rawValue)
    writer.field("reached", reached)
    writer.field("text", text)
    writer.field("by", by)
    writer.field("by_name", byName)
    writer.endObject()
  }
}
