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
  init(row: inout RowReader) throws

  var id: UUID { get }
  var party: UUID { get }
  var occurredAt: Date { get }
  /// SHA-256 of all of its columns.
  var document: [UInt8] { get }
}

extension KeptLine: BookedDocument {
  static let what = "line"
  static let table = "billing_line"
  static let alias = "l"
  var id: UUID { line.id }
  var party: UUID { line.party }
  var occurredAt: Date { line.occurredAt }
}

extension Invoice: BookedDocument {
  static let what = "invoice"
  static let table = "invoice"
  static let alias = "i"
  var occurredAt: Date { issuedAt }
}

/// What the documents of a service have to be booked as.
public struct Books: Sendable {
  let line: @Sendable (BillingLine) -> [Posting]
  let invoicing: Invoicing

  public init(line: @escaping @Sendable (BillingLine) -> [Posting], invoicing: Invoicing) {
    self.line = line
    self.invoicing = invoicing
  }
}
