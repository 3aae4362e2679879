public import FoundationEssentials

/// A worker's invoice was issued: what a period came to.
///
/// Subject: the invoice, version 1. Amounts are those of the invoice, which never changes:
/// `total` = earned + fines + bonuses + corrections, and `total` + `carriedIn` = `due` +
/// `carriedOut`.
public struct WorkerInvoiceIssued: EventPayload, Hashable {
  public static let type = "worker_invoice.issued.v1"
  public static let message = PackageResources.worker_invoice_issued_v1_yaml

  public var id: UUID
  /// `W-2027-000001`
  public var number: String
  public var workerID: UUID
  /// In full, as it was then.
  public var workerName: String
  public var email: String
  /// With this instant.
  public var from: Date
  /// Without this instant.
  public var to: Date
  public var lines: Int
  public var earned: Money
  /// Nothing, or less.
  public var fines: Money
  public var bonuses: Money
  /// What was taken back of earlier lines.
  public var corrections: Money
  public var total: Money
  /// What was owed before: nothing, or less.
  public var carriedIn: Money
  /// What is paid out.
  public var due: Money
  /// What the next invoice begins with: nothing, or less.
  public var carriedOut: Money
  /// The end of the account that it is paid to; nil: the worker has named none.
  public var account: String?
  public var issuedAt: Date

  public init(
    id: UUID, number: String, workerID: UUID, workerName: String, email: String, from: Date,
    to: Date, lines: Int, earned: Money, fines: Money, bonuses: Money, corrections: Money,
    total: Money, carriedIn: Money, due: Money, carriedOut: Money, account: String?,
    issuedAt: Date
  ) {
    self.id = id
    self.number = number
    self.workerID = workerID
    self.workerName = workerName
    self.email = email
    self.from = from
    self.to = to
    self.lines = lines
    self.earned = earned
    self.fines = fines
    self.bonuses = bonuses
    self.corrections = corrections
    self.total = total
    self.carriedIn = carriedIn
    self.due = due
    self.carriedOut = carriedOut
    self.account = account
    self.issuedAt = issuedAt
  }

  enum CodingKeys: String, CodingKey {
    case id, number, email, from, to, lines, earned, fines, bonuses, corrections, total, due
    case account
    case workerID = "worker_id"
    case workerName = "worker_name"
    case carriedIn = "carried_in"
    case carriedOut = "carried_out"
    case issuedAt = "issued_at"
  }
}
