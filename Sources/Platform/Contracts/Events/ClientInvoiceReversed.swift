public import FoundationEssentials

/// Money that had come for a client's invoice went back.
///
/// Subject: the invoice; a version of its own for each.
public struct ClientInvoiceReversed: EventPayload, Hashable {
  public static let type = "client_invoice.reversed.v1"
  public static let message = PackageResources.client_invoice_reversed_v1_yaml

  public var id: UUID
  /// `C-2027-000001`
  public var number: String
  public var clientID: UUID
  /// In full, as it was when the invoice was issued.
  public var clientName: String
  public var email: String
  /// What went back.
  public var amount: Money
  public var cause: Cause
  /// What is left to pay of the invoice after it.
  public var left: Money
  /// All that the client has paid so far, net of what went back.
  public var paidTotal: Money
  /// Which state of `paidTotal` it is: a higher one is newer, whatever came first.
  public var paidVersion: Int64
  public var reversedAt: Date

  public init(
    id: UUID, number: String, clientID: UUID, clientName: String, email: String, amount: Money,
    cause: Cause, left: Money, paidTotal: Money, paidVersion: Int64, reversedAt: Date
  ) {
    self.id = id
    self.number = number
    self.clientID = clientID
    self.clientName = clientName
    self.email = email
    self.amount = amount
    self.cause = cause
    self.left = left
    self.paidTotal = paidTotal
    self.paidVersion = paidVersion
    self.reversedAt = reversedAt
  }

  /// Why money went back.
  public enum Cause: String, Codable, CaseIterable, Sendable {
    /// The bank could not collect it after all.
    case returned
    /// The client had the bank take it back.
    case disputed
    /// A manager gave it back.
    case refunded
  }

  enum CodingKeys: String, CodingKey {
    case id, number, email, amount, cause, left
    case clientID = "client_id"
    case clientName = "client_name"
    case paidTotal = "paid_total"
    case paidVersion = "paid_version"
    case reversedAt = "reversed_at"
  }
}
