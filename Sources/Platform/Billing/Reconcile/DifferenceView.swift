public import Contracts
public import FoundationEssentials
public import Postgres
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
    writer.field("settled_at", difference.settled?.at)
    writer.field("settled_by", difference.settled?.by)
    writer.field("why", difference.settled?.why)
    writer.endObject()
  }
}

extension Transaction {
  /// Somebody has looked at a difference.
  ///
  /// - Parameters:
  ///   - why: what came of it.
  ///   - invoice: what money pays for that came unasked; nil: it was not ours, and is gone.
  /// - Throws: 404 for none; 409 for one that is settled, and where an invoice is named for money that
  ///   has gone back; 400 where an invoice is named that there is not, or for no money.
  public func settle(
    difference id: UUID, by manager: ExactText, because why: String, for invoice: UUID? = nil,
    at now: Date
  ) async throws -> Difference {
    if let invoice, try await one(FindPartyOfInvoice(invoice)) == nil {
      throw Problem.badInput([Mistake("/invoice_id", .unknownInvoice)])
    }
    let settled = try await one(
      SettleDifference(id, by: manager, because: why, for: invoice, at: now))
    if let settled {
      guard settled.invoice == invoice else {
        throw Problem.badInput([Mistake("/invoice_id", .noMoney)])
      }
      if invoice != nil, try await one(FindGoneBack(of: settled)) == true {
        throw Problem.conflict(
          "wrong-state", "This money has gone back to whom it came from. It pays for no invoice.")
      }
      let gone = settled.postings.filter { $0.at != nil }
      if !gone.isEmpty {
        let by = Author(role: "manager", subject: manager)
        enqueue(BookDifference(settled, gone, by: by.name, at: now))
      }
      return settled
    }
    let isThere = try await one(FindDifference(id)) == true
    throw isThere
      ? Problem.conflict("wrong-state", "Somebody has settled this difference already.")
      : Problem.notFound
  }
}

extension MistakeReason {
  public static let unknownInvoice = Self(
    code: "unknown-invoice", "is no invoice of which something was due")
  fileprivate static let noMoney = Self(
    code: "no-money-came", "has to be left out: no money has come with this difference")
}
