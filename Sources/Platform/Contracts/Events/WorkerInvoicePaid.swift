public import FoundationEssentials

/// A worker's invoice was paid out. It may come again: money that came back from the
/// worker's bank is sent once more.
///
/// Subject: the invoice; a version of its own for each.
public struct WorkerInvoicePaid: EventPayload, Hashable {
  public static let type = "worker_invoice.paid.v1"
  public static let message = PackageResources.worker_invoice_paid_v1_yaml

  public var id: UUID
  /// `W-2027-000001`
  public var number: String
  public var workerID: UUID
  /// In full, as it was when the invoice was issued.
  public var workerName: String
  public var email: String
  public var amount: Money
  /// Its end alone: `…42`.
  public var account: String
  public var paidAt: Date

  public init(
    id: UUID, number: String, workerID: UUID, workerName: String, email: String, amount: Money,
    account: String, paidAt: Date
  ) {
    self.id = id
    self.number = number
    self.workerID = workerID
    self.workerName = workerName
    self.email = email
    self.amount = amount
    self.account = account
    self.paidAt = paidAt
  }

  enum CodingKeys: String, CodingKey {
    case id, number, email, amount, account
    case workerID = "worker_id"
    case workerName = "worker_name"
    case paidAt = "paid_at"
  }
}
