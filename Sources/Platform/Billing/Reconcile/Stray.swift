public import Contracts
public import FoundationEssentials
public import Postgres
import ServiceKit

// Money that a provider has taken for us, unasked: in suspense, until a manager says what it is for.
extension Difference {
  /// What it has to be booked as by now; nothing, unless it is such money.
  var strayPostings: [Posting] {
    guard isStray, let amount = theirs else { return [] }
    let provider = Takings.held(by: adapter)
    let stray = Posting("stray", debit: provider, credit: Takings.suspense, amount)
    guard let settled, invoice == nil else { return [stray] }
    // It was not ours, and is gone.
    return [
      stray,
      Posting("stray_gone", debit: Takings.suspense, credit: provider, amount, at: settled.at),
    ]
  }
}

extension Receipt {
  /// That money pays for an invoice which was found unasked.
  ///
  /// - Parameter left: what was left of the invoice before it.
  public init?(_ stray: Difference, for invoice: Invoice, left: Money, at now: Date) {
    guard stray.isStray, let amount = stray.theirs else { return nil }
    self.init(
      id: .v7(at: now), adapter: stray.adapter, reference: stray.reference, direction: .in,
      tryID: nil, invoice: invoice.id, party: invoice.party, amount: amount,
      occurredAt: stray.foundAt, recordedAt: now, excess: max(amount - left, .zero))
  }
}

extension Transaction {
  /// Keeps and books a payment that no try has found.
  ///
  /// - Throws: 409 for one that is known by now.
  public func keep(_ receipt: Receipt, booked money: MoneyPostings, by author: Author) async throws
  {
    let kept = try await one(
      KeepReceipt(receipt: receipt, postings: money.postings(of: receipt), by: author.name))
    if kept == nil { throw Problem.conflict("wrong-state", "This payment is booked already.") }
  }
}

/// Books for a difference what is new of it.
struct BookDifference: Statement {
  static let sql = """
    select ledger_append(
             $2, $3, $4, array_agg($5::uuid), array_agg(p.kind), array_agg(p.debit),
             array_agg(p.credit), array_agg(p.amount), array_agg(d.id), array_agg(document(d)),
             array_agg(p.at))
    from   difference d
    cross  join unnest($6::text[], $7::text[], $8::text[], $9::int8[], $10::timestamptz[])
           as p (kind, debit, credit, amount, at)
    where  d.id = $1
    """

  let difference: Difference
  let postings: [Posting]
  let now: Date
  /// Who found it out, or has settled it.
  let by: String

  init(_ difference: Difference, _ postings: [Posting], by: String, at now: Date) {
    self.difference = difference
    self.postings = postings
    self.by = by
    self.now = now
  }

  var bindings: Bindings {
    [
      difference.id, LedgerLane.party(difference.party).number, now, by, difference.party,
      postings.map(\.kind), postings.map(\.debit), postings.map(\.credit), postings.map(\.amount),
      postings.map { $0.at ?? difference.foundAt },
    ]
  }
}
