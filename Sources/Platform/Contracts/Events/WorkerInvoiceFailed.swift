public import FoundationEssentials

/// A try to pay a worker's invoice out has failed, or its money came back. It is for managers:
/// the worker is not told, since it is tried again.
///
/// Subject: the invoice; a version of its own for each.
public struct WorkerInvoiceFailed: EventPayload, Hashable {
  public static let type = "worker_invoice.failed.v1"
  public static let message = PackageResources.worker_invoice_failed_v1_yaml

  public var id: UUID
  /// `W-2027-000001`
  public var number: String
  public var workerID: UUID
  /// In full, as it was when the invoice was issued.
  public var workerName: String
  public var email: String
  /// Which try: `<invoice>.<n>`.
  public var attempt: ExactText
  public var amount: Money
  /// Why, in the provider's words; `never_made`: it has never heard of it.
  public var code: ExactText
  /// It was paid before, and has come back.
  public var isReturned: Bool
  /// When it is tried next; nil: not before the worker names another account.
  public var nextTryAt: Date?

  public init(
    id: UUID, number: String, workerID: UUID, workerName: String, email: String,
    attempt: ExactText, amount: Money, code: ExactText, isReturned: Bool, nextTryAt: Date?
  ) {
    self.id = id
    self.number = number
    self.workerID = workerID
    self.workerName = workerName
    self.email = email
    self.attempt = attempt
    self.amount = amount
    self.code = code
    self.isReturned = isReturned
    self.nextTryAt = nextTryAt
  }

  enum CodingKeys: String, CodingKey {
    case id, number, email, amount, code
    case attempt = "try"
    case workerID = "worker_id"
    case workerName = "worker_name"
    case isReturned = "returned"
    case nextTryAt = "next_try_at"
  }
}
