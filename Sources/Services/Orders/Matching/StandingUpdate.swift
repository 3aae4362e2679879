import Contracts
import FoundationEssentials
import Postgres

/// Keeps a worker's standing as an order goes its way: enqueued by the transaction that moves the
/// order, after the order's own row, so that everybody locks in the same order; one row a
/// transaction, held only while the commit is on its way.
struct StandingUpdate: Statement {
  /// What one order adds to a worker's recent load.
  static let orderHours = 24.0

  let workerID: UUID
  let now: Date
  var loadHours = 0.0
  var completed = 0
  var failed = 0
  var cancelled = 0

  static func accepted(by workerID: UUID, at now: Date) -> Self {
    Self(workerID: workerID, now: now, loadHours: orderHours)
  }

  static func ended(_ outcome: OrderOutcome, of workerID: UUID, at now: Date) -> Self {
    var update = Self(workerID: workerID, now: now)
    switch outcome {
    case .completed: update.completed = 1
    case .failed: update.failed = 1
    case .cancelled:
      update.cancelled = 1
      update.loadHours = -orderHours
    }
    return update
  }

  static let sql = """
    update orders.worker_standing
    -- what is taken back may have faded meanwhile: nobody gets below idle by it
    set    load      = case when $3 > 0
                            then greatest(load, $2) + $3
                            else greatest(load + $3, least(load, $2))
                       end,
           completed = completed + $4,
           failed    = failed    + $5,
           cancelled = cancelled + $6
    where  worker_id = $1
    """
  var bindings: Bindings {
    [workerID, now.virtualHours, loadHours, completed, failed, cancelled]
  }
}

extension Date {
  /// The unit of `worker_standing.load`: hours since 1970.
  var virtualHours: Double { timeIntervalSince1970 / 3_600 }
}
