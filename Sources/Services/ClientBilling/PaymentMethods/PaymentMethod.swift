import Billing
import Contracts
import FoundationEssentials
import Postgres

/// A way to pay that a client has agreed upon with a provider, or is about to.
struct PaymentMethod: Sendable {
  enum State: String, Sendable, PostgresText {
    /// The client has not decided yet, on the provider's page.
    case toAuthorise = "to_authorise"
    case active
    /// Nothing comes of it: the client did not agree, or the provider has refused it for good.
    case refused
    case removed
  }

  let id: UUID
  let client: UUID
  let adapter: String
  let state: State
  let session: ExactText
  let authoriseURL: String
  /// What the client knows it by; nil: it was never authorised.
  let label: String?
  /// What is collected from.
  let token: Destination?
  /// Since when it is the one that is collected by; nil: it is not.
  let defaultAt: Date?
  let madeAt: Date
  /// How often its page was asked about without anybody's looking at it.
  let looks: Int32

  var isDefault: Bool { defaultAt != nil }

  /// How long a page of the provider's is waited for.
  static let sessionLife: TimeInterval = 3_600
  /// How long that is left alone between two looks.
  static let lookPause: TimeInterval = 60
  /// How many pages a client may have open at once: the provider is asked about each at every look.
  static let mostOpen = 5
  /// How many a client may have in all, those that were removed left out.
  static let most = 20
}

extension PaymentMethod {
  /// What `init(row:)` reads, from a row source named `m`.
  static let columns = """
    m.id, m.client_id, m.adapter, m.state, m.session, m.authorise_url, m.label, m.token,
    m.default_at, m.made_at, m.looks
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    client = try row.next()
    adapter = try row.next()
    state = try row.next()
    session = try row.next()
    authoriseURL = try row.next()
    label = try row.next()
    token = (try row.next() as ExactText?).map(Destination.init)
    defaultAt = try row.next()
    madeAt = try row.next()
    looks = try row.next()
  }
}

/// A client's, the oldest first, without those that were removed.
struct ListPaymentMethods: Statement {
  static let sql = """
    select \(PaymentMethod.columns)
    from   client_billing.payment_method m
    where  m.client_id = $1
    and    m.state <> 'removed'
    order  by m.made_at, m.id
    """

  let client: UUID
  var bindings: Bindings { [client] }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

/// The one that is asked for or, where none is, the one that is collected by. No row: it is not active.
struct FindActiveMethod: Statement {
  static let sql = """
    select \(PaymentMethod.columns)
    from   client_billing.payment_method m
    where  m.client_id = $1
    and    m.state = 'active'
    and    case when $2::uuid is null then m.is_default else m.id = $2 end
    """

  let client: UUID
  /// nil: none is asked for.
  let id: UUID?
  var bindings: Bindings { [client, id] }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

/// What the ways to pay are called by which is collected from clients; who has none is left out.
struct FindUsualLabels: Statement {
  static let sql = """
    select client_id, label
    from   client_billing.payment_method
    where  client_id = any ($1)
    and    is_default
    """

  let clients: [UUID]
  var bindings: Bindings { [clients] }
  static func decode(_ row: inout RowReader) throws -> (client: UUID, label: String) {
    (client: try row.next(), label: try row.next())
  }
}

/// No row: it is there.
struct KeepPaymentMethod: Statement {
  static let sql = """
    insert into client_billing.payment_method as m
           (id, client_id, adapter, state, session, authorise_url, made_at, look_at)
    values ($1, $2, $3, 'to_authorise', $4, $5, $6, $7)
    on     conflict (id) do nothing
    returning \(PaymentMethod.columns)
    """

  let id: UUID
  let client: UUID
  let adapter: String
  let session: EnrolmentSession
  let now: Date

  var bindings: Bindings {
    [
      id, client, adapter, session.id, session.authoriseURL, now,
      now.addingTimeInterval(PaymentMethod.lookPause),
    ]
  }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

/// A client has authorised one; where there is no other that is collected by, it is this one from now
/// on. No row: it was not to be authorised any more.
struct ActivateMethod: Statement {
  static let sql = """
    update client_billing.payment_method m
    set    state      = 'active',
           token      = $2,
           label      = $3,
           is_default = d.is_first,
           default_at = case when d.is_first then $4::timestamptz end
    from   (select not exists (select
                               from   client_billing.payment_method o
                               where  o.client_id = $5
                               and    o.is_default) as is_first) d
    where  m.id = $1
    and    m.state = 'to_authorise'
    returning \(PaymentMethod.columns)
    """

  let method: PaymentMethod
  let enrolled: EnrolledMethod
  let now: Date
  var bindings: Bindings {
    [method.id, enrolled.token.unmasked, enrolled.label, now, method.client]
  }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

/// It is not collected by any more: refused, or removed by the client. No row: it was not there, or so
/// already.
struct EndMethod: Statement {
  static let sql = """
    update client_billing.payment_method m
    set    state      = $3,
           is_default = false,
           default_at = null
    where  m.id = $1
    and    m.client_id = $2
    and    m.state not in ('removed', $3)
    and    m.state = coalesce($4, m.state)
    returning \(PaymentMethod.columns)
    """

  let id: UUID
  let client: UUID
  let state: PaymentMethod.State
  /// What it has to be so far; nil: whatever it is.
  var from: PaymentMethod.State?
  var bindings: Bindings { [id, client, state, from] }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

/// The provider has refused a token for good.
struct RefuseToken: Statement {
  static let sql = """
    update client_billing.payment_method
    set    state      = 'refused',
           is_default = false,
           default_at = null
    where  client_id = $1
    and    adapter = $2
    and    token = $3
    and    state = 'active'
    """

  let attempt: MoneyTry
  var bindings: Bindings { [attempt.party, attempt.adapter, attempt.destination.unmasked] }
}

/// From now on it is collected by this one. The one before is no longer it: two statements, since at no
/// time there are two.
struct MakeDefault: Statement {
  static let sql = """
    update client_billing.payment_method m
    set    is_default = true,
           default_at = $3
    where  m.id = $1
    and    m.client_id = $2
    and    m.state = 'active'
    returning \(PaymentMethod.columns)
    """

  let id: UUID
  let client: UUID
  let now: Date
  var bindings: Bindings { [id, client, now] }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

struct ForgetDefault: Statement {
  static let sql = """
    update client_billing.payment_method
    set    is_default = false,
           default_at = null
    where  client_id = $1
    and    is_default
    """

  let client: UUID
  var bindings: Bindings { [client] }
}

/// There is another way to pay: what is not paid is tried at once, and then for a fresh week.
/// What is under way is left to whoever ends it. The account is locked.
struct CollectAnew: Statement {
  static let sql = """
    update settlement s
    set    state       = 'waiting',
           next_at     = $2,
           ladder_from = $2,
           version     = s.version + 1
    where  s.party = $1
    and    s.state in ('waiting', 'no_method', 'overdue')
    """

  let client: UUID
  let now: Date
  var bindings: Bindings { [client, now] }
}
