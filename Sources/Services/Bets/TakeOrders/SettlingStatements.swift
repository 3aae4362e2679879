import Contracts
import FoundationEssentials
import Postgres

struct KeepMarket: Statement {
  static let sql = """
    insert into bets.market
           (order_id, worker_name, client_first_name, service_type_name, scheduled_at, ends_at,
            accepted_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict do nothing
    """

  let order: OrderFacts
  var bindings: Bindings {
    [
      order.orderID, order.workerName, order.clientFirstName, order.serviceTypeName,
      order.scheduledAt, order.endsAt, order.acceptedAt,
    ]
  }
}

/// The first one stays.
struct KeepClosing: Statement {
  static let sql = """
    insert into bets.closing (order_id, cause, at, event_id)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """

  let order: UUID
  let closing: Closing
  var bindings: Bindings { [order, closing.cause, closing.at, closing.event] }
}

/// Pools are settled at the same time, but none while a statement is made: it takes all up to one.
struct ShareStatements: Statement {
  static let sql = "select pg_advisory_xact_lock_shared(hashtextextended('bets.statement', 0))"
}

struct KeepSettlement: Statement {
  private static let parameters: NamedParameters<Self> = [
    "order_id": { $0.sheet.order }, "outcome": { $0.sheet.end.outcome },
    "reason": { $0.sheet.end.reason }, "ended_at": { $0.sheet.end.at },
    "ended_by_role": { $0.sheet.end.by.role }, "ended_by_id": { $0.sheet.end.by.id },
    "event_id": { $0.sheet.end.event }, "closed_at": { $0.sheet.closedAt },
    "bets": { Int32(clamping: $0.sheet.bets.count) }, "bank": { $0.pool.bank },
    "right_stakes": { $0.pool.rightStakes }, "to_developers": { $0.pool.toDevelopers },
    "sheet": { $0.sheet.text }, "settled_at": { $0.settledAt },
  ]

  static let sql = parameters.sql(
    """
    insert into bets.settlement
           (order_id, outcome, reason, ended_at, ended_by_role, ended_by_id, event_id, closed_at,
            bets, bank, right_stakes, to_developers, sheet, sheet_sha256, settled_at)
    values ($order_id, $outcome, $reason, $ended_at, $ended_by_role, $ended_by_id, $event_id,
            $closed_at, $bets, $bank, $right_stakes, $to_developers, $sheet,
            encode(sha256(convert_to($sheet, 'UTF8')), 'hex'), $settled_at)
    """)

  let sheet: ProofSheet
  let pool: Pool
  let settledAt: Date
  var bindings: Bindings { Self.parameters.bindings(of: self) }
}

struct KeepVoided: Statement {
  static let sql = """
    insert into bets.voided (order_id, seq, reason)
    select $1, seq, reason
    from   unnest($2::int4[], $3::text[]) as v (seq, reason)
    """

  private let order: UUID
  private let bets: [(seq: Int32, reason: VoidReason)]

  init(sheet: ProofSheet) {
    order = sheet.order
    bets = sheet.bets.compactMap { bet in
      bet.void.map { (seq: Int32(clamping: bet.seq), reason: $0) }
    }
  }

  var bindings: Bindings { [order, bets.map(\.seq), bets.map(\.reason)] }
}

struct KeepShares: Statement {
  static let sql = """
    insert into bets.share (order_id, manager_id, staked, payout)
    select $1, manager_id, staked, payout
    from   unnest($2::uuid[], $3::int8[], $4::int8[]) as s (manager_id, staked, payout)
    """

  let order: UUID
  let shares: [Share]
  var bindings: Bindings {
    [order, shares.map(\.manager), shares.map(\.staked), shares.map(\.payout)]
  }
}
