import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What the managers' list of orders is narrowed to, as its page asks for it: by days of business time
/// where REST has instants.
struct DeskFilter: Sendable {
  let status: ListedStatus?
  let isOverdue: Bool
  /// `2027-03-01`; both are within the span.
  let first: String?
  let last: String?
  let worker: Party
  let client: Party
  let text: LikePattern?

  /// One side of the orders: by its id, as links have it, or by a part of its name, as people type it.
  struct Party: Sendable {
    let id: UUID?
    let name: LikePattern?
  }

  /// The fields in which something wrong can be typed; the list says so there.
  static let typed = ["client", "worker", "from", "to"]

  /// - Parameter query: which is then read, but for where the list goes on.
  init(_ query: QueryForm) {
    let isOpen = query.bool("open") == true
    status = query.choice("status", ListedStatus.self) ?? (isOpen ? .open : nil)
    // What is asked for in another status is not overdue.
    isOverdue = query.bool("overdue") == true && [nil, .started, .open].contains(status)
    first = query.day("from")
    last = query.day("to")
    if let first, let last, ExactText(last) < ExactText(first) {
      query.mistake(in: "to", .notAfter("from"))
    }
    worker = Party(query, "worker")
    client = Party(query, "client")
    text = query.search().map(LikePattern.init)
  }

  /// Whether these are all open orders of one worker.
  var isOpenOfWorker: Bool {
    worker.id != nil && status == .open && !isOverdue && isWholeTime && client.isAnybody
  }

  /// Whether an index leads to these orders: only then is it worth looking each second whether they
  /// are still the same.
  var isAtHand: Bool {
    let isEverybodys = worker.isAnybody && client.isAnybody
    let looksIntoTexts = text != nil || worker.name != nil || client.name != nil
    return !looksIntoTexts && (isEverybodys || (status == nil && !isOverdue))
  }

  private var isWholeTime: Bool { first == nil && last == nil && text == nil }

  /// - Parameters:
  ///   - span: what the days come to.
  ///   - overdueEnd: a started order that ends then or earlier is overdue.
  func query(
    _ span: Span?, overdueEnd: Date, after: (scheduledAt: Date, id: UUID)?, limit: Int
  ) -> OrderQuery {
    OrderQuery(
      statuses: status?.statuses, client: client.id, worker: worker.id, from: span?.from,
      to: span?.to, text: text, clientName: client.name, workerName: worker.name,
      overdue: isOverdue ? true : nil, overdueEnd: overdueEnd, after: after, limit: limit)
  }
}

extension DeskFilter.Party {
  fileprivate init(_ query: QueryForm, _ field: String) {
    let isID = query.sent(field).flatMap { UUID(uuidString: $0) } != nil
    id = isID ? query.uuid(field) : nil
    name = isID ? nil : query.search(field).map(LikePattern.init)
  }

  fileprivate var isAnybody: Bool { id == nil && name == nil }
}

/// From one instant to another; nil: without an end.
struct Span: Sendable {
  let from: Date?
  let to: Date?
}

/// When the first of some days of business time begins, and the last one ends.
struct ReadDays: Statement {
  static let sql = """
    select $1::date::timestamp at time zone $3,
           ($2::date + 1)::timestamp at time zone $3
    """

  let first: String?
  let last: String?
  let zone: String

  var bindings: Bindings { [first, last, zone] }
  static func decode(_ row: inout RowReader) throws -> Span {
    Span(from: try row.next(), to: try row.next())
  }
}
