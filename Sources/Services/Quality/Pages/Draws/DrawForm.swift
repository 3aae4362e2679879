import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// When days of business time begin and end.
struct ReadSpan: Statement {
  static let sql = """
    select $1::date::timestamp at time zone $3,
           ($2::date + 1)::timestamp at time zone $3
    """

  let first: String
  let last: String
  let zone: String
  var bindings: Bindings { [first, last, zone] }
  static func decode(_ row: inout RowReader) throws -> (from: Date, to: Date) {
    (try row.next(), try row.next())
  }
}

/// What orders are known of, each once, by its name as the newest order has it: from one to the next
/// along the index, which is a look for each of them and none for each order.
enum KnownByOrders {
  /// As many stand in a list.
  static let most = 1_000

  static func sql(_ what: String) -> String {
    """
    with recursive known (id) as (
      (select \(what)_id
       from   quality.known_order
       order  by 1
       limit  1)
      union all
      select (select o.\(what)_id
              from   quality.known_order o
              where  o.\(what)_id > known.id
              order  by 1
              limit  1)
      from   known
      where  known.id is not null
    )
    select known.id, newest.name
    from   known
    cross  join lateral (
             select o.\(what)_name
             from   quality.known_order o
             where  o.\(what)_id = known.id
             order  by o.accepted_at desc
             limit  1) newest (name)
    order  by 2, 1
    limit  \(most)
    """
  }

  static func decode(_ row: inout RowReader) throws -> Choice {
    Choice((try row.next() as UUID).wire, try row.next())
  }
}

struct ListKnownServices: Statement {
  static let sql = KnownByOrders.sql("service_type")

  var bindings: Bindings { [] }
  static func decode(_ row: inout RowReader) throws -> Choice {
    try KnownByOrders.decode(&row)
  }
}

struct ListKnownWorkers: Statement {
  static let sql = KnownByOrders.sql("worker")

  var bindings: Bindings { [] }
  static func decode(_ row: inout RowReader) throws -> Choice {
    try KnownByOrders.decode(&row)
  }
}

extension PageForm {
  /// That of a draw.
  static func draw(services: [Choice], workers: [Choice], _ words: PageWords) -> PageForm {
    let groupings = DrawGrouping.allCases.map {
      Choice($0.rawValue, words.text("per_\($0.rawValue)"))
    }
    return PageForm(
      .init("from", .day), .init("to", .day), .init("count", .wholeNumber),
      .init("percent", .wholeNumber), .init("per", .choice(groupings)),
      .init("service_type_id", .choice([Choice("", words.text("any_service"))] + services)),
      .init("worker_id", .choice([Choice("", words.text("any_worker"))] + workers)))
  }
}

extension Form {
  private static let fieldsOfDraw = [
    "from", "to", "count", "percent", "per", "service_type_id", "worker_id",
  ]

  /// What was typed of a draw, as REST takes it.
  ///
  /// - Parameter span: from the first day's beginning to the last one's end; nil: they are no days,
  ///   and stay what they are, which is a mistake.
  func draw(_ span: (from: Date, to: Date)?) throws -> Form {
    try Form(
      .object(
        Self.fieldsOfDraw.compactMap { name in
          guard let typed = value(name)?.string, typed.contains(where: { !$0.isWhitespace })
          else { return nil }
          let value: JSONValue =
            switch name {
            case "from": .string(span.map { Timestamp.format($0.from) } ?? typed)
            case "to": .string(span.map { Timestamp.format($0.to) } ?? typed)
            case "count", "percent":
              typed.utf8.allSatisfy(Set("0123456789".utf8).contains)
                ? .number(typed) : .string(typed)
            default: .string(typed)
            }
          return JSONValue.Member(name, value)
        }))
  }

  /// The days that were typed of a draw; nil: they are none.
  var daysOfDraw: (first: String, last: String)? {
    let days = ["from", "to"].map { value($0)?.string ?? "" }
    guard days.allSatisfy({ Timestamp.parse("\($0)T00:00:00Z") != nil }) else { return nil }
    return (days[0], days[1])
  }
}
