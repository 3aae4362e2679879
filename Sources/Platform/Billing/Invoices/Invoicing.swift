import Contracts
public import ServiceKit

/// How a side's invoices are numbered and booked: all that differs between clients and workers.
public struct Invoicing: Sendable {
  /// What its numbers begin with.
  public let series: String
  /// Whose invoices they are.
  public let kind: Person.Kind
  /// Where an invoice books what its lines come to.
  public let issue: Movement
  /// Where it books what the party's account gives to it.
  public let carry: Movement
  /// The account of the ledger that has what is carried.
  public let held: String

  public init(
    series: String, of kind: Person.Kind, issue: Movement, carry: Movement, held: String
  ) {
    self.series = series
    self.kind = kind
    self.issue = issue
    self.carry = carry
    self.held = held
  }

  /// What an invoice has to be booked as. The twin of what `IssueInvoices` books.
  public func postings(of invoice: Invoice) -> [Posting] {
    let setOff = invoice.setOff
    return [
      issue.posting("invoice", invoice.total),
      carry.posting(setOff < .zero ? "carry_out" : "carry_in", setOff),
    ].compactMap(\.self)
  }
}

/// From where to where money is booked: less than nothing goes the other way.
public struct Movement: Sendable {
  public let debit: String
  public let credit: String

  public init(debit: String, credit: String) {
    self.debit = debit
    self.credit = credit
  }

  fileprivate func posting(_ kind: String, _ amount: Money) -> Posting? {
    guard amount != .zero else { return nil }
    let isForward = amount > .zero
    return Posting(
      kind, debit: isForward ? debit : credit, credit: isForward ? credit : debit,
      amount.magnitude)
  }
}
