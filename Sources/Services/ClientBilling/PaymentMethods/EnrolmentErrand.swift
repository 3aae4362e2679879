import Billing
import FoundationEssentials
import Logging
import Postgres
import ServiceKit

/// Finds out what clients have decided on their providers' pages, whether they come back from there or
/// not: each page is asked about once a minute, for as long as it is open. Whoever dies on the way has
/// only to look again.
struct EnrolmentErrand: Errand {
  static let name = "enrolments"

  let database: PostgresClient
  let adapters: [any PaymentAdapter]
  let collecting: CollectService
  let clock: Clock
  let time: Duration

  private var names: [String] { adapters.map { type(of: $0).name } }

  func isDue(at now: Date) async throws -> Bool {
    try await database.readOne(FindEnrolments(adapters: names, now: now)) == true
  }

  func claim(
    at now: Date, until leaseEnd: Date, atMost most: Int
  ) async throws -> [PaymentMethod] {
    try await database.execute(
      ClaimEnrolments(adapters: names, now: now, leaseEnd: leaseEnd, most: most))
  }

  func act(on method: PaymentMethod) async -> ErrandOutcome<EnrolmentState> {
    guard let adapter = adapters.named(method.adapter) else {
      return .failed(ErrandFailure("\(method.adapter) is not configured"))
    }
    switch await adapter.enrolled(method.session) {
    case .answer(let decision): return .done(decision)
    case .unknown(let failure): return .unknown(failure)
    }
  }

  func note(
    _ outcome: ErrandOutcome<EnrolmentState>, of method: PaymentMethod, at now: Date, nextAt: Date
  ) async throws {
    if case .done(let decision) = outcome, try await take(decision, of: method, at: now) { return }
    let next = now.addingTimeInterval(PaymentMethod.lookPause)
    try await database.execute(LookAtEnrolment(method: method, at: max(next, nextAt)))
  }

  /// Looks at once, on behalf of a client who looks. Without an answer nothing changes.
  func look(at method: PaymentMethod) async throws {
    guard case .done(let decision) = await act(on: method) else { return }
    _ = try await take(decision, of: method, at: clock.now())
  }

  /// - Returns: whether that is the end of it.
  private func take(
    _ decision: EnrolmentState, of method: PaymentMethod, at now: Date
  ) async throws -> Bool {
    switch decision {
    case .authorised(let enrolled): try await activate(method, enrolled, at: now)
    case .waiting where now.timeIntervalSince(method.madeAt) < PaymentMethod.sessionLife:
      return false
    case .waiting, .refused:
      _ = try await database.execute(
        EndMethod(id: method.id, client: method.client, state: .refused, from: .toAuthorise))
    }
    return true
  }

  /// The first one is what is collected by, and what waits for that is tried at once.
  private func activate(
    _ method: PaymentMethod, _ enrolled: EnrolledMethod, at now: Date
  ) async throws {
    try await database.withTransaction { transaction in
      _ = try await transaction.lockAccount(of: method.client)
      let active = try await transaction.one(
        ActivateMethod(method: method, enrolled: enrolled, now: now))
      if active?.isDefault == true {
        collecting.beginAnew(with: method.client, transaction, at: now)
      }
    }
  }
}

extension PaymentMethod: ErrandClaim {
  var tries: Int { Int(looks) }
}

extension CollectService {
  /// What a client owes is tried at once, by the way to pay that there is now.
  func beginAnew(with client: UUID, _ transaction: Transaction, at now: Date) {
    transaction.enqueue(CollectAnew(client: client, now: now))
    transaction.afterCommit { self.wake() }
  }
}

typealias EnrolmentService = ErrandService<EnrolmentErrand>

extension EnrolmentService {
  /// - Parameter collecting: what is woken once there is a way to pay.
  convenience init(
    database: PostgresClient, adapters: [any PaymentAdapter], collecting: CollectService,
    clock: Clock, _ settings: TrySettings, logger: Logger
  ) {
    self.init(
      EnrolmentErrand(
        database: database, adapters: adapters, collecting: collecting, clock: clock,
        time: .seconds(settings.timeout)),
      every: .seconds(settings.interval), atOnce: settings.parallel, clock: clock, logger: logger)
  }
}

/// Whether there is a page to be asked about by now.
struct FindEnrolments: Statement {
  static let sql = """
    select exists (select
                   from   client_billing.payment_method
                   where  state = 'to_authorise'
                   and    look_at <= $1
                   and    adapter = any ($2))
    """

  let adapters: [String]
  let now: Date
  var bindings: Bindings { [now, adapters] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Takes pages that are to be asked about, each for one replica until the lease ends.
struct ClaimEnrolments: Statement {
  static let sql = """
    with due as (
      select id
      from   client_billing.payment_method
      where  state = 'to_authorise'
      and    look_at <= $1
      and    adapter = any ($2)
      order  by look_at
      limit  $4
      for    no key update skip locked
    )
    update client_billing.payment_method m
    set    look_at = $3,
           looks   = m.looks + 1
    from   due
    where  m.id = due.id
    returning \(PaymentMethod.columns)
    """

  let adapters: [String]
  let now: Date
  let leaseEnd: Date
  let most: Int
  var bindings: Bindings { [now, adapters, leaseEnd, most] }
  static func decode(_ row: inout RowReader) throws -> PaymentMethod {
    try PaymentMethod(row: &row)
  }
}

/// It is asked about again later, unless somebody else has taken that over.
struct LookAtEnrolment: Statement {
  static let sql = """
    update client_billing.payment_method
    set    look_at = $3
    where  id = $1
    and    looks = $2
    """

  let method: PaymentMethod
  let at: Date
  var bindings: Bindings { [method.id, method.looks, at] }
}
