/// Tasks that were cancelled: none waits for the server any longer.
extension Pool {
  func cancel(_ job: Job) {
    guard let lease = job.lease else { return cancelShared(job) }
    switch leases[lease] {
    case .waiting(let tickets):
      guard let ticket = tickets.first(where: { $0.job === job }), !job.isEnd else { return }
      let rest = tickets.filter { $0.job !== job }
      leases[lease] = rest.isEmpty ? nil : .waiting(rest)
      if rest.isEmpty { _ = leased.withdraw { $0 == lease } }
      ticket.resume(with: .failure(PostgresError(.cancelled)))
      pump()
    case .running(let session): cancelLeased(job, on: session)
    case .broken, nil: break
    }
  }

  private func cancelShared(_ job: Job) {
    let waiting = shared.withdraw { $0.job === job }
    let ticket = waiting ?? loop.abandon(job)
    ticket?.resume(with: .failure(PostgresError(.cancelled)))
    pump()
  }

  private func cancelLeased(_ job: Job, on session: Session) {
    switch session.machine.cancel(job) {
    case .withdrawn(let ticket): ticket.resume(with: .failure(PostgresError(.cancelled)))
    case .goesOn(let ticket):
      ticket.resume(
        with: job.isEnd ? .success(Answers()) : .failure(PostgresError(.outcomeUnknown)))
    case .interrupt(let ticket):
      ticket.resume(
        with: .failure(PostgresError(job.mayHaveCommitted ? .outcomeUnknown : .cancelled)))
      let request = Job(
        pool: id, work: .one(BoundStatement(CancelBackend(pid: session.wire.backendPID))))
      submit(Ticket(job: request, reply: .cancelRequest(against: session.id)))
    case nil: break
    }
  }
}

/// Asks the server to interrupt what a backend of the same role does, unless that is done and waits
/// for a synchronous standby only: others would see what may not last.
struct CancelBackend: Statement {
  static let sql = """
    select pg_cancel_backend(pid)
    from   pg_stat_get_activity($1)
    where  wait_event is distinct from 'SyncRep'
    """
  let pid: Int32
  var bindings: Bindings { [pid] }
}
