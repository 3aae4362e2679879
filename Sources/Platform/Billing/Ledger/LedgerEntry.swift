public import Contracts
public import FoundationEssentials

/// One movement of money: an amount from one account of a party's, or of the house's, to another.
public struct LedgerEntry: Hashable, Sendable {
  /// The client or worker whose money it is.
  public let party: UUID
  /// What happened, such as `earning`; a cause books each kind once.
  public let kind: String
  public let debit: String
  public let credit: String
  /// Above zero.
  public let amount: Money
  /// The line, invoice, receipt … that it is booked for.
  public let cause: UUID
  /// SHA-256 of all columns of that.
  public let document: [UInt8]
  public let occurredAt: Date

  public init(
    party: UUID, kind: String, debit: String, credit: String, amount: Money, cause: UUID,
    document: [UInt8], occurredAt: Date
  ) {
    self.party = party
    self.kind = kind
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.cause = cause
    self.document = document
    self.occurredAt = occurredAt
  }

  /// What the digest of its link is made of.
  /// - Parameter n: its place in the link, from 1.
  func canonical(_ n: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(number: n)
    bytes.append(id: party)
    bytes.append(text: kind)
    bytes.append(text: debit)
    bytes.append(text: credit)
    bytes.append(number: amount.hundredths)
    bytes.append(id: cause)
    bytes += document
    bytes.append(time: occurredAt)
    return bytes
  }
}
