import Contracts
import FoundationEssentials
public import ServiceKit

/// What waits for a second manager, or waited.
public struct ProposalView: JSONWritable, Sendable {
  let proposal: Proposal
  /// As the side names whose money it is: `client_id` or `worker_id`.
  let party: String

  public init(_ proposal: Proposal, party: String) {
    self.proposal = proposal
    self.party = party
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", proposal.id)
    writer.field("act", proposal.act.rawValue)
    writer.field(party, proposal.party)
    writer.field("amount", proposal.amount)
    writer.field("line_id", proposal.line ?? proposal.note)
    if proposal.act == .refund { writer.field("payment_id", proposal.payment) }
    writer.field("reason", proposal.why)
    writer.field("proposed_by", proposal.proposedBy)
    writer.field("proposed_at", proposal.proposedAt)
    writer.field("decision", proposal.decision?.rawValue)
    writer.field("decided_by", proposal.decidedBy)
    writer.field("decided_at", proposal.decidedAt)
    writer.endObject()
  }
}
