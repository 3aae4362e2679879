public import Contracts
public import FoundationEssentials
import Postgres

/// One try to move money, as it was written down before the provider was asked, and where it stands.
public struct MoneyTry: Sendable, Hashable {
  /// The key under which the provider is asked: `<subject>.<n>`.
  public let id: ExactText
  /// What its entries in the ledger are for.
  public let cause: UUID
  /// What it is for: the reference under which the provider knows all tries for it.
  public let subject: UUID
  public let n: Int32
  public let purpose: String
  public let party: UUID
  public let adapter: String
  /// Its own copy.
  public let destination: Destination
  public let amount: Money
  /// What the receiver reads.
  public let text: String
  public let by: Author
  public let madeAt: Date
  public let state: TryState
  /// How often it was looked up after it was sent.
  public let looks: Int32
  /// Since when it stands as it has ended.
  public let answeredAt: Date?
  /// The provider's name for it.
  public let reference: ExactText?
  /// Why it is declined, and whether another one at the same destination would be, too.
  public let code: ExactText?
  public let isFinal: Bool?
  public let returnedAt: Date?
  public let recoveredAt: Date?

  public var life: TryLife {
    TryLife(state, isReturned: returnedAt != nil, isRecovered: recoveredAt != nil)
  }

  /// What the provider is asked for: the same however often.
  public var order: MoneyOrder {
    MoneyOrder(
      key: id, reference: ExactText(subject.wire), destination: destination, amount: amount,
      text: text)
  }

  /// The key of the nth try for something.
  public static func key(_ subject: UUID, _ n: Int32) -> ExactText { "\(subject.wire).\(n)" }
}

extension MoneyTry {
  /// What `init(row:)` reads, from a row source named `t`.
  static let columns = """
    t.id, t.cause, t.subject, t.n, t.purpose, t.party, t.adapter, t.destination, t.amount, t.text,
    t.by_role, t.by_subject, t.made_at, t.state, t.looks, t.answered_at, t.reference, t.code,
    t.is_final, t.returned_at, t.recovered_at
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    cause = try row.next()
    subject = try row.next()
    n = try row.next()
    purpose = try row.next()
    party = try row.next()
    adapter = try row.next()
    destination = Destination(try row.next())
    amount = try row.next()
    text = try row.next()
    by = Author(role: try row.next(), subject: try row.next())
    madeAt = try row.next()
    state = try row.next()
    looks = try row.next()
    answeredAt = try row.next()
    reference = try row.next()
    code = try row.next()
    isFinal = try row.next()
    returnedAt = try row.next()
    recoveredAt = try row.next()
  }
}
