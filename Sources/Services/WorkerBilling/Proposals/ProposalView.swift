import Billing
import ServiceKit

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

/// What waits for a second manager, or waited.
struct ProposalView: JSONWritable {
  let proposal: Proposal

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", proposal.id)
    writer.field("act", proposal.act.rawValue)
    writer.field("worker_id", proposal.party)
    writer.field("amount", proposal.amount)
    writer.field("line_id", proposal.line)
    writer.field("reason", proposal.why)
    writer.field("proposed_by", proposal.proposedBy)
    writer.field("proposed_at", proposal.proposedAt)
    writer.field("decision", proposal.decision?.rawValue)
    writer.field("decided_by", proposal.decidedBy)
    writer.field("decided_at", proposal.decidedAt)
    writer.endObject()
  }
}
