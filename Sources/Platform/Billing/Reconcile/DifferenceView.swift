import Contracts
import FoundationEssentials
public import ServiceKit

/// Where the provider's list says otherwise than the books, as managers see it.
public struct DifferenceView: JSONWritable, Sendable {
  let difference: Difference

  public init(difference: Difference) { self.difference = difference }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", difference.id)
    writer.field("adapter", difference.adapter)
    writer.field("what", difference.kind.rawValue)
    writer.field("reference", difference.reference)
    writer.field("key", difference.key)
    writer.field("ours", difference.ours)
    writer.field("theirs", difference.theirs)
    writer.field("standing", difference.standing?.rawValue)
    writer.field("found_at", difference.foundAt)
    if difference.isStray { writer.field("invoice_id", difference.invoice) }
    if difference.kind == .lateRefund {
      // Only clients are given anything back.
      writer.field("client_id", difference.party)
      writer.field("on_credit", difference.onCredit)
    }
    writer.field("settled_at", difference.settled?.at)
    writer.field("settled_by", difference.settled?.by)
    writer.field("why", difference.settled?.why)
    writer.endObject()
  }
}
