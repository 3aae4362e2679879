import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

// what was wrong is never changed but taken back: by another line while it is on no invoice,
// else by a credit note.
extension ClientBillingModule {
  /// above a limit no manager moves money alone.
  var approvals: Approvals {
    Approvals(
      database, refusals, clock: clock, above: configuration.fourEyesAbove, party: "client_id",
      proposing: { proposal, transaction in
        if proposal.act == .refund {
          _ = try await refundable(proposal, transaction)
        } else {
          _ = try await transaction.correctable(of: proposal)
        }
      }
    ) { proposal, transaction, now in
      guard proposal.act == .refund else {
        return CorrectionView(try await correct(proposal, transaction, at: now))
      }
      return try await giveBack(proposal, transaction, at: now)
    }
  }

  /// Takes back what a proposal names, and pays with the credit that comes of it what is due.
  ///
  /// - Throws: 409 `beyond-the-line` where more would be taken back than there is. All who take back
  ///   something of a client wait for one another at its account; who does not is refused by the table.
  private func correct(
    _ proposal: Proposal, _ transaction: Transaction, at now: Date
  ) async throws -> Correction {
    _ = try await transaction.lockAccount(of: proposal.party)
    let target = try await transaction.correctable(of: proposal)
    do {
      if case .line(let found) = target, let invoice = found.invoice, found.line.amount > .zero {
        return try await giveBack(found.line, on: invoice, proposal, transaction, at: now)
      }
      return try await takeBack(target, proposal, transaction, at: now)
    } catch let error as PostgresError where error.isBeyondTheLine {
      throw Problem.beyondTheLine(target.left)
    }
  }

  /// By a line in the open period.
  private func takeBack(
    _ target: Correctable, _ proposal: Proposal, _ transaction: Transaction, at now: Date
  ) async throws -> Correction {
    guard let line = target.reversal(proposal, at: now) else { throw Problem.notFound }
    try await transaction.execute(
      RecordLine(
        line, Self.postings(of: line), in: .party(line.party), by: configuration.billing.cutoff,
        zone: configuration.billing.timeZone))
    return Correction(line)
  }

  /// By a credit note: what a line on an invoice was too much is the client's credit.
  private func giveBack(
    _ line: BillingLine, on invoice: UUID, _ proposal: Proposal, _ transaction: Transaction,
    at now: Date
  ) async throws -> Correction {
    guard let whole = ClientLineKind(rawValue: line.kind)?.reversed else { throw Problem.notFound }
    let kind = proposal.act == .allowance ? .allowance : whole
    let discount =
      kind == .chargeReversed ? (line.order.map { $0.price - line.amount } ?? .zero) : .zero
    let note = try await transaction.one(
      IssueCreditNote(
        proposal.id, of: line, on: invoice, kind.rawValue, proposal.amount, discount: discount,
        ChargePostings.of(kind, proposal.amount, discount: discount, on: "credit"), at: now,
        zone: configuration.billing.timeZone, by: Author(of: proposal)))
    guard let note else { throw Problem.notFound }
    try await transaction.useCredit(of: note.party, at: now)
    return Correction(note)
  }
}

extension Correctable {
  /// The line that does what a proposal wants; nil for what no line of a client is.
  fileprivate func reversal(_ proposal: Proposal, at now: Date) -> BillingLine? {
    func line(
      _ kind: ClientLineKind, _ amount: Money, _ order: BilledOrder?, of line: UUID?,
      note: UUID? = nil
    ) -> BillingLine {
      BillingLine(
        id: proposal.id, party: client, kind: kind.rawValue, amount: amount, occurredAt: now,
        recordedAt: now, order: order, reverses: line, reversesNote: note,
        by: Author(of: proposal))
    }
    switch self {
    case .line(let found):
      guard let kind = ClientLineKind(rawValue: found.line.kind) else { return nil }
      return proposal.act == .allowance
        ? line(.allowance, .zero - proposal.amount, found.line.order, of: found.line.id)
        : line(kind.reversed, .zero - found.line.amount, found.line.order, of: found.line.id)
    case .note(let found):
      guard let kind = ClientLineKind(rawValue: found.note.kind) else { return nil }
      return line(
        kind.reversed, found.note.amount, found.line.order, of: nil, note: found.note.id)
    }
  }
}

extension PostgresError {
  /// Somebody else has taken it back at the same time.
  fileprivate var isBeyondTheLine: Bool {
    ["billing_line_beyond_the_line", "billing_line_reverses_note"].contains(constraint)
  }
}
