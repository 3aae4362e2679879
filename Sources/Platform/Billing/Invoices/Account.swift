public import Contracts
public import FoundationEssentials
public import Postgres

/// What lies between a party and its invoices.
public struct Account: Sendable, Hashable {
  public let party: UUID
  /// What the next invoice begins with: nothing, or less.
  public let carried: Money
  /// What really came and stayed.
  public let paid: Money
  /// Which state of `paid` it is: a higher one is newer.
  public let paidVersion: Int64

  /// What is owed back to a client.
  public var credit: Money { .zero - carried }
}

extension Account {
  fileprivate static let columns = "a.party, a.carried, a.paid, a.paid_version"

  fileprivate init(row: inout RowReader) throws {
    party = try row.next()
    carried = try row.next()
    paid = try row.next()
    paidVersion = try row.next()
  }
}

/// What the next invoice of a party begins with: nothing, or less. No row: nothing.
public struct FindCarried: Statement {
  public static let sql = "select carried from account where party = $1"
  let party: UUID
  public init(of party: UUID) { self.party = party }
  public var bindings: Bindings { [party] }
  public static func decode(_ row: inout RowReader) throws -> Money { try row.next() }
}

/// Makes a party's account where there is none yet.
public struct OpenAccount: Statement {
  public static let sql = """
    insert into account (party, carried)
    values ($1, 0)
    on     conflict do nothing
    """
  let party: UUID
  public init(of party: UUID) { self.party = party }
  public var bindings: Bindings { [party] }
}

/// A party's account, locked: nobody else moves its money meanwhile. It is the first lock of all.
public struct LockAccount: Statement {
  public static let sql = """
    select \(Account.columns) from account a where a.party = $1 for no key update
    """
  let party: UUID
  public init(of party: UUID) { self.party = party }
  public var bindings: Bindings { [party] }
  public static func decode(_ row: inout RowReader) throws -> Account {
    try Account(row: &row)
  }
}

/// Changes a party's account, which is locked: its credit, and what it has paid so far, by so
/// much each.
public struct ChangeAccount: Statement {
  public static let sql = """
    update account a
    set    carried      = a.carried - $2,
           paid         = a.paid + $3,
           paid_version = a.paid_version + ($3 <> 0)::int
    where  a.party = $1
    returning \(Account.columns)
    """

  let party: UUID
  let credit: Money
  let paid: Money
  public init(of party: UUID, credit: Money = .zero, paid: Money = .zero) {
    self.party = party
    self.credit = credit
    self.paid = paid
  }

  /// What a receipt of an invoice leaves there.
  public init(by receipt: Receipt) {
    self.init(
      of: receipt.party, credit: receipt.excess,
      paid: receipt.direction == .in ? receipt.amount : .zero - receipt.amount)
  }

  public var bindings: Bindings { [party, credit, paid] }
  public static func decode(_ row: inout RowReader) throws -> Account {
    try Account(row: &row)
  }
}

/// Whose an invoice is.
public struct FindPartyOfInvoice: Statement {
  public static let sql = "select party from invoice where id = $1"
  let invoice: UUID
  public init(_ invoice: UUID) { self.invoice = invoice }
  public var bindings: Bindings { [invoice] }
  public static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
