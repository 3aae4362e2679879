import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

extension QualityModule {
  /// Whoever is no manager any more has nothing in hand: others take it, with what is filled in.
  func take(_ event: Event<ManagerChanged>, in transaction: Transaction) {
    guard !event.payload.active else { return }
    // Nobody is just taking something as this manager, who would not be seen here.
    transaction.enqueue(LockManager(id: event.subject))
    transaction.enqueue(PutBackAll(manager: event.subject, now: clock.now()))
  }
}

/// Puts back what a manager has in hand, unless the register has told of an active one since.
struct PutBackAll: Statement {
  static let sql = """
    with back as (
      update quality.review r
      set    state    = 'open',
             assignee = null,
             taken_at = null,
             own_act  = false,
             version  = r.version + 1
      from   quality.person p
      where  p.kind = 'manager'
      and    p.id = $1
      and    not p.active
      and    r.assignee = p.id
      and    r.state = 'taken'
      returning r.id, r.version
    )
    insert into quality.review_history (review_id, version, event, at)
    select id, version, 'put_back', $2
    from   back
    """

  let manager: UUID
  let now: Date

  var bindings: Bindings { [manager, now] }
}
