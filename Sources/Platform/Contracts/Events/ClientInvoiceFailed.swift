public import FoundationEssentials

/// A try to collect a client's invoice has failed.
///
/// Subject: the invoice; a version of its own for each.
public struct ClientInvoiceFailed: EventPayload, Hashable {
  public static let type = "client_invoice.failed.v1"
  public static let message = PackageResources.client_invoice_failed_v1_yaml

  public var id: UUID
  /// `C-2027-000001`
  public var number: String
  public var clientID: UUID
  /// In full, as it was when the invoice was issued.
  public var clientName: String
  public var email: String
  /// Which try: `<invoice>.<n>`.
  public var attempt: ExactText
  /// Why, in the provider's words; `never_made`: it has never heard of it.
  public var code: ExactText
  /// It was refused for good: the same way to pay is not tried again.
  public var isFinal: Bool
  /// What is left to pay of the invoice.
  public var left: Money
  /// When it is tried next by itself; nil: not before the client does something.
  public var nextTryAt: Date?
  /// The client is told of this one: the first and the last of a week's tries, and those that the
  /// client asked for.
  public var isTold: Bool

  public init(
    id: UUID, number: String, clientID: UUID, clientName: String, email: String,
    attempt: ExactText, code: ExactText, isFinal: Bool, left: Money, nextTryAt: Date?,
    isTold: Bool
  ) {
    self.id = id
    self.number = number
    self.clientID = clientID
    self.clientName = clientName
    self.email = email
    self.attempt = attempt
    self.code = code
    self.isFinal = isFinal
    self.left = left
    self.nextTryAt = nextTryAt
    self.isTold = isTold
  }

  enum CodingKeys: String, CodingKey {
    case id, number, email, code, left
    case attempt = "try"
    case clientID = "client_id"
    case clientName = "client_name"
    case isFinal = "final"
    case nextTryAt = "next_try_at"
    case isTold = "tell"
  }
}
