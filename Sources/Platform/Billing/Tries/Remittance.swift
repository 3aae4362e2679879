import Contracts
import FoundationEssentials

/// How money is booked that leaves by tries: from what is owed into what is on its way, and from
/// there to the provider, or back.
public struct Remittance: Sendable {
  /// The purpose of its tries, which its kinds begin with, such as `payout`.
  public let kind: String
  /// The account of what is owed.
  public let owed: String
  /// The account of what is on its way.
  public let transit: String
  /// The account of whom it is paid through.
  public let provider: String

  public init(kind: String, owed: String, transit: String, provider: String) {
    self.kind = kind
    self.owed = owed
    self.transit = transit
    self.provider = provider
  }

  /// What a try has to be booked as by now: what it is booked as when it is made, and whatever comes
  /// to that at each turn.
  public func postings(of attempt: MoneyTry) -> [Posting] {
    func posting(_ what: String, _ debit: String, _ credit: String, _ at: Date?) -> Posting? {
      at.map {
        Posting("\(kind)_\(what)", debit: debit, credit: credit, attempt.amount, at: $0)
      }
    }
    let hasSucceeded = attempt.state == .succeeded
    return [
      posting("sent", owed, transit, attempt.madeAt),
      hasSucceeded
        ? posting("paid", transit, provider, attempt.answeredAt)
        : posting("failed", transit, owed, attempt.answeredAt),
      posting("recovered", owed, provider, attempt.recoveredAt),
      posting("returned", provider, owed, attempt.returnedAt),
    ].compactMap(\.self)
  }
}
