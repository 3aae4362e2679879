/// The doorbell: a connection of its own, so that neither a transaction nor its caller waits for
/// notifying, which takes a lock that the whole server shares.
extension Pool {
  func ring() {
    guard configuration.notifies else { return }
    bell.ring()
    pumpBell()
  }

  func pumpBell() {
    if bell.next(now: loop.now) {
      let job = Job(pool: id, work: .one(BoundStatement(RingOutboxBell())))
      bells.wait(Ticket(job: job, reply: .bell), until: loop.now + configuration.acquireDeadline)
    }
    while let action = bells.nextAction(now: loop.now) {
      switch action {
      case .assign(let id, let ticket): loop.session(id)?.submit(ticket)
      case .connect: connect(.bell)
      case .fail(let ticket, let error): answer(ticket, .failure(error), from: nil)
      case .close(let id): loop.session(id).map(loop.forget)
      }
    }
    loop.wake(at: bells.nextDeadline)
    loop.wake(at: bell.nextDeadline)
  }

  func finishedBell(_ session: Session) {
    bells.finished(session.id, now: loop.now)
    if bells.isClosing { pump() } else { pumpBell() }
  }
}

/// Tells whoever reads this service's outbox that it has something new.
private struct RingOutboxBell: Statement {
  static let sql = "select pg_notify('outbox_' || current_schema(), '')"
}
