import Contracts
import FoundationEssentials
import Postgres

/// What entries are for: a row that is never changed.
protocol BookedDocument: Sendable {
  /// As faults name it.
  static var what: String { get }
  static var table: String { get }
  /// What `init(row:)` reads, from a row source named as `alias`.
  static var columns: String { get }
  static var alias: String { get }
  /// The column that entries name.
  static var key: String { get }
  init(row: inout RowReader) throws

  /// What entries name.
  var cause: UUID { get }
  /// As faults tell it from others.
  var name: String { get }
  var party: UUID { get }
  var occurredAt: Date { get }
  /// SHA-256 of all of its columns.
  var document: [UInt8] { get }
}

extension BookedDocument {
  static var key: String { "id" }
  var name: String { cause.wire }
}

extension KeptLine: BookedDocument {
  static let what = "line"
  static let table = "billing_line"
  static let alias = "l"
  var cause: UUID { line.id }
  var party: UUID { line.party }
  var occurredAt: Date { line.occurredAt }
}

extension Invoice: BookedDocument {
  static let what = "invoice"
  static let table = "invoice"
  static let alias = "i"
  var cause: UUID { id }
  var occurredAt: Date { issuedAt }
}

extension MoneyTry: BookedDocument {
  static let what = "try"
  static let table = "money_try"
  static let alias = "t"
  static let key = "cause"
  var name: String { id.text }
  var occurredAt: Date { madeAt }
}

extension Receipt: BookedDocument {
  static let what = "receipt"
  static let table = "receipt"
  static let alias = "r"
  var cause: UUID { id }
}

extension CreditUse: BookedDocument {
  static let what = "credit use"
  static let table = "credit_use"
  static let alias = "u"
  var cause: UUID { id }
  var occurredAt: Date { usedAt }
}

extension CreditNote: BookedDocument {
  static let what = "credit note"
  static let table = "credit_note"
  static let alias = "n"
  var cause: UUID { id }
  var occurredAt: Date { issuedAt }
}

extension Difference: BookedDocument {
  static let what = "difference"
  static let table = "difference"
  static let alias = "d"
  var cause: UUID { id }
  var occurredAt: Date { foundAt }
}

/// What the documents of a service have to be booked as.
public struct Books: Sendable {
  let line: @Sendable (BillingLine) -> [Posting]
  let invoicing: Invoicing
  let note: @Sendable (CreditNote) -> [Posting]
  let money: MoneyPostings

  public init(
    line: @escaping @Sendable (BillingLine) -> [Posting], invoicing: Invoicing,
    note: @escaping @Sendable (CreditNote) -> [Posting], money: MoneyPostings
  ) {
    self.line = line
    self.invoicing = invoicing
    self.note = note
    self.money = money
  }
}
