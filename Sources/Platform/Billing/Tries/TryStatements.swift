public import Contracts
public import FoundationEssentials
public import Postgres

/// Writes a try down before the provider is asked; the index over those that are open refuses a
/// second one for the same thing.
public struct MakeTry: Statement {
  public static let sql = """
    with made as (
      insert into money_try as t
             (id, subject, n, purpose, party, adapter, destination, amount, text, by_role,
              by_subject, made_at, look_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      returning t.*
    ),
    told as (
      insert into try_history (try_id, version, state, at, source)
      select id, version, state, made_at, 'made'
      from   made
    )
    select \(MoneyTry.columns) from made t
    """

  let subject: UUID
  let n: Int32
  let purpose: String
  let party: UUID
  let next: NextTry
  let text: String
  let now: Date
  /// When somebody else looks what became of it, should whoever makes it die.
  let leaseEnd: Date

  init(
    of subject: UUID, n: Int32, purpose: String, for party: UUID, _ next: NextTry, text: String,
    at now: Date, until leaseEnd: Date
  ) {
    self.subject = subject
    self.n = n
    self.purpose = purpose
    self.party = party
    self.next = next
    self.text = text
    self.now = now
    self.leaseEnd = leaseEnd
  }

  public var bindings: Bindings {
    [
      MoneyTry.key(subject, n), subject, n, purpose, party, next.adapter,
      next.destination.unmasked, next.amount, text, next.by.role, next.by.subject, now, leaseEnd,
    ]
  }
  public static func decode(_ row: inout RowReader) throws -> MoneyTry { try MoneyTry(row: &row) }
}

/// All tries for something, the first one first, locked.
public struct LockTries: Statement {
  public static let sql = """
    select \(MoneyTry.columns)
    from   money_try t
    where  t.subject = $1
    order  by t.n
    for    no key update
    """

  let subject: UUID
  public init(of subject: UUID) { self.subject = subject }
  public var bindings: Bindings { [subject] }
  public static func decode(_ row: inout RowReader) throws -> MoneyTry { try MoneyTry(row: &row) }
}

/// Takes tries that are to be looked up, each for one replica until the lease ends: of all providers but
/// some, or of one. What was only made so far is sent, if it is not there, which is no look yet.
public struct ClaimTries: Statement {
  public static let sql = """
    with due as (
      select id
      from   money_try
      where  look_at <= $1
      and    purpose = $4
      and    adapter <> all($5)
      and    ($6::text is null or adapter = $6)
      order  by look_at
      limit  $3
      for    no key update skip locked
    )
    update money_try t
    set    look_at = $2,
           looks   = t.looks + (t.state <> 'made')::int
    from   due
    where  t.id = due.id
    returning \(MoneyTry.columns)
    """

  let now: Date
  let leaseEnd: Date
  let most: Int
  let purpose: String
  let others: [String]
  let adapter: String?

  public init(
    of purpose: String, through adapter: String? = nil, besides others: [String] = [],
    at now: Date, until leaseEnd: Date, atMost most: Int
  ) {
    self.purpose = purpose
    self.adapter = adapter
    self.others = others
    self.now = now
    self.leaseEnd = leaseEnd
    self.most = most
  }

  public var bindings: Bindings { [now, leaseEnd, most, purpose, others, adapter] }
  public static func decode(_ row: inout RowReader) throws -> MoneyTry { try MoneyTry(row: &row) }
}

/// A notice came: the last try through its provider is looked up now, however it has ended. No row:
/// nothing was ever tried there.
public struct LookNow: Statement {
  public static let sql = """
    update money_try t
    set    look_at = least(t.look_at, $2)
    where  t.subject = $1
    and    t.n = (select max(n) from money_try where subject = $1 and adapter = $3)
    returning t.id
    """

  let subject: UUID
  let adapter: String
  let now: Date
  init(of subject: UUID, through adapter: String, at now: Date) {
    self.subject = subject
    self.adapter = adapter
    self.now = now
  }
  public var bindings: Bindings { [subject, now, adapter] }
  public static func decode(_ row: inout RowReader) throws -> ExactText { try row.next() }
}

/// When a try of which nothing new is known is looked up next; nil: not by itself. What is due by now
/// was asked for meanwhile, and stays due.
public struct LookLater: Statement {
  public static let sql = """
    update money_try
    set    look_at = $2
    where  id = $1
    and    (look_at <= $3) is not true
    """

  let id: ExactText
  let at: Date?
  let now: Date
  public init(_ id: ExactText, at: Date?, now: Date) {
    self.id = id
    self.at = at
    self.now = now
  }
  public var bindings: Bindings { [id, at, now] }
}

/// Whether anything was ever tried for it through a provider.
struct FindTried: Statement {
  static let sql = "select exists (select from money_try where subject = $1 and adapter = $2)"
  let subject: UUID
  let adapter: String
  init(_ subject: UUID, through adapter: String) {
    self.subject = subject
    self.adapter = adapter
  }
  var bindings: Bindings { [subject, adapter] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Whom tries for something went through.
struct FindTriedThrough: Statement {
  static let sql = "select distinct adapter from money_try where subject = $1"
  let subject: UUID
  init(_ subject: UUID) { self.subject = subject }
  var bindings: Bindings { [subject] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
