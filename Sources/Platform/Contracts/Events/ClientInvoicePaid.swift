public import FoundationEssentials

/// Money came for a client's invoice, the client's credit was used for it, or what was given back of
/// it did not arrive. One for each payment, so an invoice may have several.
///
/// Subject: the invoice; a version of its own for each.
public struct ClientInvoicePaid: EventPayload, Hashable {
  public static let type = "client_invoice.paid.v1"
  public static let message = PackageResources.client_invoice_paid_v1_yaml

  public var id: UUID
  /// `C-2027-000001`
  public var number: String
  public var clientID: UUID
  /// In full, as it was when the invoice was issued.
  public var clientName: String
  public var email: String
  /// What came; nothing, when it was credit.
  public var amount: Money
  /// The adapter that it came through, such as `card`; `credit`: none.
  public var how: ExactText
  /// nil: it is a payment.
  public var cause: Cause?
  /// What is left to pay of the invoice after it.
  public var left: Money
  /// All that the client has paid so far, net of what went back.
  public var paidTotal: Money
  /// Which state of `paidTotal` it is: a higher one is newer, whatever came first.
  public var paidVersion: Int64
  public var paidAt: Date

  public init(
    id: UUID, number: String, clientID: UUID, clientName: String, email: String, amount: Money,
    how: ExactText, cause: Cause? = nil, left: Money, paidTotal: Money, paidVersion: Int64,
    paidAt: Date
  ) {
    self.id = id
    self.number = number
    self.clientID = clientID
    self.clientName = clientName
    self.email = email
    self.amount = amount
    self.how = how
    self.cause = cause
    self.left = left
    self.paidTotal = paidTotal
    self.paidVersion = paidVersion
    self.paidAt = paidAt
  }

  /// Why money came that nobody has paid.
  public enum Cause: String, Codable, CaseIterable, Sendable {
    /// What a manager gave back did not arrive.
    case refundReturned = "refund_returned"
  }

  enum CodingKeys: String, CodingKey {
    case id, number, email, amount, how, cause, left
    case clientID = "client_id"
    case clientName = "client_name"
    case paidTotal = "paid_total"
    case paidVersion = "paid_version"
    case paidAt = "paid_at"
  }
}
