/// What a side's money is booked as that moves through providers.
public struct MoneyPostings: Sendable {
  private let leaving: [Remittance]

  /// - Parameter leaving: how money is booked that leaves, by tries of its kind.
  public init(leaving: [Remittance] = []) { self.leaving = leaving }

  /// What a try has to be booked as by now.
  public func postings(of attempt: MoneyTry) -> [Posting] {
    leaving.first { $0.kind == attempt.purpose }?.postings(of: attempt) ?? []
  }
}
