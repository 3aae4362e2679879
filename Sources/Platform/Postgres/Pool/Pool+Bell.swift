/// The doorbell: a connection of its own, so that neither a transaction nor its caller waits for
/// notifying, which takes a lock that the whole server shares.
extension Pool {
  func ring(_ channel: String) {
    guard configuration.notifies else { return }
    bell.ring(channel)
    pumpBell()
  }

  func pumpBell() {
    let channels = bell.next(now: loop.now)
    if !channels.isEmpty {
      let job = Job(pool: id, work: .one(BoundStatement(Ring(channels: channels))))
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

/// Tells whoever listens that there is something new.
private struct Ring: Statement {
  static let sql = """
    -- The relay's role has no schema of its own, and rings by full names.
    select pg_notify(replace(channel, '*', coalesce(current_schema(), '')), '')
    from   unnest($1::text[]) as channel
    """

  let channels: [String]
  var bindings: Bindings { [channels] }
}

extension PostgresClient {
  /// Rings on a channel: elsewhere, together with others, and without anybody waiting for it. A
  /// ring that fails is lost, since nothing may depend on it; so no NOTIFY stands in a transaction
  /// that does anything else, which would fail when the server's queue is full.
  ///
  /// - Parameter channel: `*` stands for the schema of the connection's role.
  public func ring(_ channel: String) { Poller.running.post(.ring(pool, channel: channel)) }
}
