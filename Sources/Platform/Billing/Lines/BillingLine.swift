public import Contracts
public import FoundationEssentials
public import Postgres

/// What a client is charged or a worker earns, for one thing.
public struct BillingLine: Sendable, Hashable {
  /// An order's line has the order's id.
  public let id: UUID
  /// The client or the worker.
  public let party: UUID
  public let kind: String
  /// With the sign that it has on the invoice.
  public let amount: Money
  public let occurredAt: Date
  public let recordedAt: Date
  public let order: BilledOrder?
  /// The line that this one takes back.
  public let reverses: UUID?
  /// The credit note that this line takes back.
  public let reversesNote: UUID?
  public let by: Author

  public init(
    id: UUID, party: UUID, kind: String, amount: Money, occurredAt: Date, recordedAt: Date,
    order: BilledOrder? = nil, reverses: UUID? = nil, reversesNote: UUID? = nil, by: Author
  ) {
    self.id = id
    self.party = party
    self.kind = kind
    self.amount = amount
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.order = order
    self.reverses = reverses
    self.reversesNote = reversesNote
    self.by = by
  }
}

extension BillingLine {
  /// Whether it is what an order has cost or brought: an order's own line has its id, and what takes
  /// one back, or that back, names the order, too.
  public var isOfOrder: Bool { order?.id == id }
}

/// What an order's events told of what is billed.
public struct BilledOrder: Sendable, Hashable {
  public let id: UUID
  public let serviceTypeName: String
  public let outcome: OrderOutcome
  /// Why it ended so, in the order's words.
  public let reason: String?
  public let price: Money
  /// A client's.
  public let discountPercent: Int32?
  /// A worker's.
  public let earning: Money?

  /// The end of its id, which tells orders apart that are alike.
  public var reference: String { String(id.wire.suffix(6)) }

  public init(
    id: UUID, serviceTypeName: String, outcome: OrderOutcome, reason: String?, price: Money,
    discountPercent: Int32? = nil, earning: Money? = nil
  ) {
    self.id = id
    self.serviceTypeName = serviceTypeName
    self.outcome = outcome
    self.reason = reason
    self.price = price
    self.discountPercent = discountPercent
    self.earning = earning
  }
}

/// Who made a line: a service whose event brought it, or somebody with a reason.
public struct Author: Sendable, Hashable {
  public let role: String
  public let subject: ExactText?
  public let why: String?
  /// The manager who has agreed, where one alone may not. The document does not have it: it stands in
  /// the link by which that was booked.
  public let approvedBy: ExactText?

  public init(
    role: String, subject: ExactText? = nil, why: String? = nil, approvedBy: ExactText? = nil
  ) {
    self.role = role
    self.subject = subject
    self.why = why
    self.approvedBy = approvedBy
  }

  /// As links of the ledger name them.
  var name: String {
    [role, subject?.text, approvedBy.map { "approved by \($0.text)" }].compactMap(\.self)
      .joined(separator: " ")
  }
}

/// A line as it lies in the database: with its period.
public struct KeptLine: Sendable, Hashable {
  public let line: BillingLine
  public let period: Int32

  /// What `init(row:)` reads, from a row source named `l`.
  public static let columns = """
    l.id, l.party, l.period, l.kind, l.amount, l.occurred_at, l.recorded_at, l.order_id,
    l.service_type_name, l.outcome, l.reason, l.price, l.discount_percent, l.earning, l.reverses,
    l.by_role, l.by_subject, l.why, l.reverses_note
    """

  public init(row: inout RowReader) throws {
    let (id, party): (UUID, UUID) = (try row.next(), try row.next())
    period = try row.next()
    let (kind, amount): (String, Money) = (try row.next(), try row.next())
    let (occurredAt, recordedAt): (Date, Date) = (try row.next(), try row.next())
    let order = try BilledOrder(row: &row)
    let reverses: UUID? = try row.next()
    let by = Author(role: try row.next(), subject: try row.next(), why: try row.next())
    line = BillingLine(
      id: id, party: party, kind: kind, amount: amount, occurredAt: occurredAt,
      recordedAt: recordedAt, order: order, reverses: reverses, reversesNote: try row.next(),
      by: by)
  }
}

extension BilledOrder {
  /// nil: the line is for no order.
  fileprivate init?(row: inout RowReader) throws {
    let id: UUID? = try row.next()
    let name: String? = try row.next()
    let outcome: OrderOutcome? = try row.next()
    let reason: String? = try row.next()
    let price: Money? = try row.next()
    let discountPercent: Int32? = try row.next()
    let earning: Money? = try row.next()
    guard let id, let name, let outcome, let price else { return nil }
    self.init(
      id: id, serviceTypeName: name, outcome: outcome, reason: reason, price: price,
      discountPercent: discountPercent, earning: earning)
  }
}
