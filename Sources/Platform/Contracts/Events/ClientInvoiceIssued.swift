public import FoundationEssentials

/// A client's invoice was issued: what a period came to.
///
/// Subject: the invoice, version 1. Amounts are those of the invoice, which never changes: where
/// `total` is not below zero it is `creditUsed` + `due`; below zero it went to the client's credit.
public struct ClientInvoiceIssued: EventPayload, Hashable {
  public static let type = "client_invoice.issued.v1"
  public static let message = PackageResources.client_invoice_issued_v1_yaml

  public var id: UUID
  /// `C-2027-000001`
  public var number: String
  public var clientID: UUID
  /// In full, as it was then.
  public var clientName: String
  public var email: String
  /// With this instant.
  public var from: Date
  /// Without this instant.
  public var to: Date
  public var lines: Int
  public var total: Money
  /// What the client had to its credit, and pays for this.
  public var creditUsed: Money
  /// What is to be paid.
  public var due: Money
  /// The label of what it will be collected by; nil: the client has named no way to pay.
  public var method: String?
  public var issuedAt: Date

  public init(
    id: UUID, number: String, clientID: UUID, clientName: String, email: String, from: Date,
    to: Date, lines: Int, total: Money, creditUsed: Money, due: Money, method: String?,
    issuedAt: Date
  ) {
    self.id = id
    self.number = number
    self.clientID = clientID
    self.clientName = clientName
    self.email = email
    self.from = from
    self.to = to
    self.lines = lines
    self.total = total
    self.creditUsed = creditUsed
    self.due = due
    self.method = method
    self.issuedAt = issuedAt
  }

  enum CodingKeys: String, CodingKey {
    case id, number, email, from, to, lines, total, due, method
    case clientID = "client_id"
    case clientName = "client_name"
    case creditUsed = "credit_used"
    case issuedAt = "issued_at"
  }
}
