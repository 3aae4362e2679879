public import Contracts
public import FoundationEssentials

extension Money {
  /// The most that an entry or a line may be: what lies beyond is a mistake of somebody's,
  /// and the tables refuse it.
  public static let mostBooked = Money(hundredths: 999_999_999_999_999)
  /// What a person may give at once, 10 000 000.00: a month has to come to less than ``mostBooked``,
  /// or there is no invoice of it.
  public static let mostAsked = Money(hundredths: 1_000_000_000)
}

/// An entry that is to be booked for a document: its party and digest are the document's.
public struct Posting: Hashable, Sendable {
  public let kind: String
  public let debit: String
  public let credit: String
  public let amount: Money
  /// When it happened; nil: when the document did.
  public let at: Date?

  public init(
    _ kind: String, debit: String, credit: String, _ amount: Money, at: Date? = nil
  ) {
    self.kind = kind
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.at = at
  }
}
