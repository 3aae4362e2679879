import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a draft is tried on, as it was typed: an order, or a service and a time of business time.
struct TrialQuestion: Sendable {
  /// As many services can be chosen from; the page says so where there are more.
  static let mostTypes = 200

  var order = ""
  var type = ""
  var day = ""
  var time = ""

  init(order: UUID? = nil) { self.order = order?.wire ?? "" }

  /// - Parameter sent: what is in a field of the form.
  init(_ sent: (String) -> String) {
    order = sent("try_order").trimmed
    type = sent("try_type").trimmed
    day = sent("try_day").trimmed
    time = sent("try_time").trimmed
  }

  /// Whether these are a day and a time at all.
  var isMoment: Bool { Timestamp.parse("\(day)T\(time):00Z") != nil }

  /// The same as REST takes it.
  ///
  /// - Parameter instant: what day and time come to; nil: they are none.
  func rest(_ draft: PipelineDraft, at instant: Date?) -> JSONValue {
    var members: [JSONValue.Member] = [.init("steps", draft.rest)]
    if order.isEmpty, !type.isEmpty {
      var request: [JSONValue.Member] = [.init("service_type_id", .string(type))]
      // Half of it is as good as nothing: what is not filled in is asked for.
      if !day.isEmpty, !time.isEmpty {
        let at = instant.map(Timestamp.format) ?? "\(day) \(time)"
        request.append(.init("scheduled_at", .string(at)))
      }
      members.append(.init("request", .object(request)))
    } else {
      members.append(.init("order_id", .string(order)))
    }
    return .object(members)
  }

  /// The field that a place in REST's form is in; nil: in none.
  func field(at pointer: String) -> String? {
    let isDay = Timestamp.parse("\(day)T00:00:00Z") != nil
    let fields = [
      "/order_id": "try_order", "/request/service_type_id": "try_type",
      "/request/scheduled_at": isDay ? "try_time" : "try_day",
    ]
    return fields[pointer]
  }
}

extension String {
  fileprivate var trimmed: String {
    let visible = drop { $0.isWhitespace }
    return String(visible.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// The instant at which clocks of business time show a day and a time.
struct ReadMoment: Statement {
  static let sql = "select ($1::date + $2::time) at time zone $3"

  let day: String
  let time: String
  let zone: String

  var bindings: Bindings { [day, time, zone] }
  static func decode(_ row: inout RowReader) throws -> Date { try row.next() }
}

/// The versions of the pipeline, the newest first.
struct ListPipelines: Statement {
  struct Row: Sendable {
    let version: Int64
    let createdAt: Date
    let createdBy: String
  }

  static let sql = """
    select p.version, p.created_at, p.created_by
    from   orders.pipeline p
    where  p.version < coalesce($1, 9223372036854775807)
    order  by p.version desc
    limit  $2
    """

  let before: Int64?
  let limit: Int

  var bindings: Bindings { [before, limit] }
  static func decode(_ row: inout RowReader) throws -> Row {
    Row(version: try row.next(), createdAt: try row.next(), createdBy: try row.next())
  }
}
