public import Contracts
public import FoundationEssentials
import Postgres

/// Money that goes back to whom it came from, as a part of one payment; never changed. What becomes of
/// it is its one try's to tell.
public struct Refund: Sendable, Hashable {
  public let id: UUID
  /// The receipt that it gives back a part of, or all of.
  public let payment: UUID
  /// What that was paid for.
  public let invoice: UUID
  public let party: UUID
  /// Above zero.
  public let amount: Money
  public let madeAt: Date

  /// Its id, under which the provider knows it, is made of the payment as the provider knows that, and
  /// of its number: what is made again after a backup was restored is found there, and not given back
  /// a second time.
  ///
  /// - Parameter number: of the payment's refunds, from 1.
  public init(number: Int64, of payment: Receipt, _ amount: Money, at now: Date) {
    let name = "mcf refund \(payment.adapter) \(number) \(payment.reference)"
    id = .v8(of: Array(name.utf8).sha256)
    self.payment = payment.id
    invoice = payment.invoice
    party = payment.party
    self.amount = amount
    madeAt = now
  }
}

extension Refund {
  /// What `init(row:)` reads, from a row source named `f`.
  static let columns = "f.id, f.receipt, f.invoice_id, f.party, f.amount, f.made_at"

  init(row: inout RowReader) throws {
    id = try row.next()
    payment = try row.next()
    invoice = try row.next()
    party = try row.next()
    amount = try row.next()
    madeAt = try row.next()
  }
}
