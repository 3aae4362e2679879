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
  /// The account of whom it is paid through; nil: each provider has one of its own.
  private let provider: String?
  /// The account of what is paid after all, although its try had ended otherwise.
  private let late: String

  /// - Parameter late: nil: it is owed no more.
  public init(
    kind: String, owed: String, transit: String, provider: String? = nil, late: String? = nil
  ) {
    self.kind = kind
    self.owed = owed
    self.transit = transit
    self.provider = provider
    self.late = late ?? owed
  }

  /// What a try has to be booked as by now: what it is booked as when it is made, and whatever comes
  /// to that at each turn.
  public func postings(of attempt: MoneyTry) -> [Posting] {
    func posting(_ what: String, _ debit: String, _ credit: String, _ at: Date?) -> Posting? {
      at.map {
        Posting("\(kind)_\(what)", debit: debit, credit: credit, attempt.amount, at: $0)
      }
    }
    let provider = self.provider ?? Takings.held(by: attempt.adapter)
    let hasSucceeded = attempt.state == .succeeded
    return [
      posting("sent", owed, transit, attempt.madeAt),
      hasSucceeded
        ? posting("paid", transit, provider, attempt.answeredAt)
        : posting("failed", transit, owed, attempt.answeredAt),
      posting("recovered", late, provider, attempt.recoveredAt),
      posting(
        "returned", provider, attempt.recoveredAt == nil ? owed : late, attempt.returnedAt),
    ].compactMap(\.self)
  }
}
