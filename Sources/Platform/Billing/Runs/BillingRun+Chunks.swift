import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import ServiceLifecycle

extension BillingRun {
  /// Makes the invoices of a sealed period, a chunk a transaction.
  ///
  /// A chunk that Postgres refuses for what is in it is halved until who is the reason is alone: that
  /// party is stuck, and stops nobody.
  func issue(_ period: DuePeriod) async throws {
    guard let count = try await database.readAlone(CountParties(period: period.id)).first else {
      return
    }
    var (last, size, done) = (UUID.zero, chunk.lowerBound, count.invoiced)
    await tell(.issued(done: done, of: count.parties))
    while true {
      if Task.isShuttingDownGracefully { throw BillingInterrupted() }
      do {
        let parties = try await issue(period, after: last, atMost: size)
        done += parties.count { $0.invoice != nil }
        await tell(.issued(done: done, of: count.parties))
        guard let end = parties.last, parties.count == size else { return }
        (last, size) = (end.party, min(size * 2, chunk.upperBound))
      } catch let error as PostgresError where error.mayBeOfOneParty {
        guard size == 1 else {
          size /= 2
          continue
        }
        guard error.isOfData, let party = try await nextParty(of: period, after: last) else {
          throw error
        }
        let stuck = NoteStuck(
          period: period.id, party: party, now: clock.now(), cause: error.causeOfStuck)
        try await database.execute(stuck)
        last = party
      }
    }
  }

  private func issue(
    _ period: DuePeriod, after last: UUID, atMost size: Int
  ) async throws -> [(party: UUID, invoice: Invoice?)] {
    let now = clock.now()
    let issuing = IssueInvoices(
      period: period.id, after: last, most: size, now: now, invoicing: bookkeeper.invoicing,
      zone: period.zone, by: by)
    return try await database.withTransaction(retries: 5) { transaction in
      let (_, chunk) = try await transaction.execute(LockRun(period: period.id), issuing)
      try await bookkeeper.announce(chunk.compactMap(\.invoice), of: period, in: transaction)
      return chunk
    }
  }

  private func nextParty(of period: DuePeriod, after last: UUID) async throws -> UUID? {
    try await database.readAlone(FindNextParty(period: period.id, after: last)).first
  }
}

extension PostgresError {
  /// Data exception, integrity violation, or raised by a trigger (PostgreSQL manual, appendix A); but
  /// what is wrong with numbers or the period is so for everybody.
  fileprivate var isOfData: Bool {
    let isOfAll = ["invoice_gapless", "invoice_of_sealed_period"].contains(constraint)
    guard !isOfAll, let kind = sqlState?.errorClass else { return false }
    return ["22", "23", "P0"].contains(kind)
  }

  /// Fewer parties may do: one of them is refused, or they were too many for the time that the role
  /// has for a statement.
  fileprivate var mayBeOfOneParty: Bool { isOfData || sqlState == .queryCanceled }

  /// Why a party is stuck whose invoice was refused.
  fileprivate var causeOfStuck: String {
    constraint == "ledger_entry_amount_check" ? StuckParty.beyondAnEntry : "\(self)"
  }
}
