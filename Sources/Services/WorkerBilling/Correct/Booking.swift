import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// above a limit no manager moves money alone.
  var approvals: Approvals {
    Approvals(
      database, refusals, clock: clock, above: configuration.fourEyesAbove, party: "worker_id",
      proposing: { proposal, transaction in
        guard proposal.act == .correction else { return }
        _ = try await correction(of: proposal, transaction, at: proposal.proposedAt)
      }
    ) { BookedView(line: try await book($0, $1, at: $2)) }
  }

  /// What Gold Hat's own list says otherwise.
  var differences: Differences {
    Differences(database, refusals, clock: clock, booked: Self.money)
  }

  /// The line has the proposal's id.
  private func book(
    _ proposal: Proposal, _ transaction: Transaction, at now: Date
  ) async throws -> BillingLine {
    let line =
      switch proposal.act {
      case .bonus: Self.bonus(of: proposal, at: now)
      case .correction: try await correction(of: proposal, transaction, at: now)
      // A worker's lines are taken back whole, and nobody pays here.
      case .allowance, .refund: throw Problem.notFound
      }
    do {
      try await transaction.execute(
        RecordLine(
          line, Self.postings(of: line), in: .party(line.party), by: configuration.billing.cutoff,
          zone: configuration.billing.timeZone))
    } catch let error as PostgresError where error.isBeyondTheLine {
      throw Problem.beyondTheLine
    }
    return line
  }
}

/// A line that a manager has made, as managers see it.
struct BookedView: JSONWritable {
  let line: BillingLine

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", line.id)
    writer.field("kind", line.kind)
    writer.field("worker_id", line.party)
    writer.field("amount", line.amount)
    writer.field("reason", line.by.why)
    writer.field("reverses", line.reverses)
    writer.field("at", line.occurredAt)
    writer.endObject()
  }
}
