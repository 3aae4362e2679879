import Billing
import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceKit

/// Collects from clients what is due: credit first, then by the way to pay that they have then.
struct Collecting: TryPurpose {
  static let name = "collection"
  static let errand = "collecting"
  static let by = "client-billing"
  static let money = ClientBillingModule.money
  /// It is booked as it came; the rest stays due.
  static let takesOtherAmounts = true

  let ladder: RetryLadder
  let pace: RetryPace
  let zone: String

  /// The account first, as everybody does who moves a client's money.
  func lock(
    _ invoice: UUID, _ transaction: Transaction
  ) async throws -> LockSettlement.Row? {
    try await transaction.lockSettlement(of: invoice)
  }

  func next(
    for settlement: LockSettlement.Row, _ transaction: Transaction, at now: Date
  ) async throws -> NextTry? {
    let invoice = settlement.invoice
    let left = try await transaction.useCredit(
      for: invoice, settlement.left, because: .collecting, at: now)
    if left == .zero { return nil }
    let method = try await transaction.one(
      FindActiveMethod(client: invoice.party, id: settlement.askedMethod))
    guard let method, let token = method.token else {
      // Nothing else is collected by in the name of a client who has asked for one.
      let isAsked = settlement.askedMethod != nil
      transaction.enqueue(
        Settle(
          invoice.id, isAsked ? .waiting : .noMethod, left: left,
          next: isAsked ? .later(since: now, pace, zone: zone) : .never, at: now))
      return nil
    }
    return NextTry(
      left, through: method.adapter, to: token,
      by: settlement.askedBy.map { Author(role: "client", subject: $0) } ?? Author(role: Self.by))
  }

  func settle(
    _ outcome: TryOutcome, _ transaction: Transaction, at now: Date
  ) async throws {
    let invoice = outcome.settlement.invoice
    for turn in outcome.turns where turn.turn == .failed && turn.attempt.isFinal == true {
      transaction.enqueue(RefuseToken(attempt: turn.attempt))
    }
    let accounts = try await put(outcome.receipts, transaction)
    let standing = try await standing(after: outcome, transaction, at: now)
    for (kept, account) in zip(outcome.receipts, accounts) {
      let row = try await transaction.one(standing.settle(invoice.id, left: kept.left, at: now))
      try announce(kept, of: invoice, account, version: row?.version, transaction, at: now)
    }
    // What it paid with has come already, as money that nobody had asked for.
    let isKnown = outcome.receipts.isEmpty && outcome.turns.contains { $0.turn == .paid }
    if isKnown, outcome.left > .zero {
      transaction.enqueue(standing.settle(invoice.id, left: outcome.left, at: now))
    }
    for turn in outcome.turns where turn.turn == .failed {
      let row = try await transaction.one(
        standing.settle(invoice.id, left: outcome.left, at: now))
      try announce(turn, of: invoice, standing, left: outcome.left, row, transaction, at: now)
    }
    try await useCredit(after: outcome, standing, transaction, at: now)
  }

  /// The invoice itself comes first, if something is due of it again; what came beyond that is left for
  /// the client's others.
  private func useCredit(
    after outcome: TryOutcome, _ standing: CollectStanding, _ transaction: Transaction, at now: Date
  ) async throws {
    let invoice = outcome.settlement.invoice
    if !outcome.isUnderWay, outcome.left > .zero {
      let hasFailed = outcome.turns.contains { $0.turn == .failed }
      let rest = try await transaction.useCredit(
        for: invoice, outcome.left,
        because: outcome.hasReturned ? .returned : hasFailed ? .failed : .collecting, at: now)
      if rest > .zero, rest < outcome.left {
        transaction.enqueue(standing.settle(invoice.id, left: rest, at: now))
      }
    }
    if outcome.receipts.contains(where: { $0.receipt.excess > .zero }) {
      try await transaction.useCredit(of: invoice.party, at: now)
    }
  }

  private func put(
    _ receipts: [NewReceipt], _ transaction: Transaction
  ) async throws -> [Account] {
    var accounts: [Account] = []
    for kept in receipts {
      if let account = try await transaction.one(ChangeAccount(by: kept.receipt)) {
        accounts.append(account)
      }
    }
    return accounts
  }

  private func standing(
    after outcome: TryOutcome, _ transaction: Transaction, at now: Date
  ) async throws -> CollectStanding {
    let settlement = outcome.settlement
    let last = outcome.turns.last?.attempt ?? outcome.tries.last
    let (methods, places) = try await transaction.execute(
      FindActiveMethod(client: settlement.invoice.party, id: nil),
      ReadLadder(
        from: settlement.ladderFrom, triedAt: last?.madeAt ?? now, pace, zone: zone, at: now))
    return CollectStanding(
      after: outcome, last: last, by: methods.first, ladder, at: places.first, pace, zone: zone,
      at: now)
  }
}

extension Transaction {
  /// A party's account, made where there is none: the first lock of whoever moves its money.
  func lockAccount(of party: UUID) async throws -> Account? {
    try await execute(OpenAccount(of: party), LockAccount(of: party)).1.first
  }

  /// What is left of an invoice, with the account of its party, which is locked first.
  func lockSettlement(of invoice: UUID) async throws -> LockSettlement.Row? {
    guard let client = try await one(FindPartyOfInvoice(invoice)) else { return nil }
    _ = try await lockAccount(of: client)
    return try await one(LockSettlement(of: invoice))
  }
}

typealias CollectService = TryService<Collecting>

extension CollectService {
  convenience init(
    database: PostgresClient, adapters: [any PaymentAdapter], clock: Clock,
    configuration: ClientBillingConfiguration, logger: Logger
  ) {
    let collect = configuration.collect
    let purpose = Collecting(
      ladder: RetryLadder(retries: collect.retries), pace: collect.tries.pace,
      zone: configuration.billing.timeZone)
    self.init(
      purpose, through: adapters.map { .collecting($0) }, in: database, collect.tries,
      clock: clock, logger: logger)
  }
}
