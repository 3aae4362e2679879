/// What a side's money is booked as that moves through providers.
public struct MoneyPostings: Sendable {
  private let leaving: [Remittance]
  private let coming: Takings?

  /// - Parameters:
  ///   - leaving: how money is booked that leaves, by tries of its kind.
  ///   - coming: how money is booked that comes in; nil: none does.
  public init(leaving: [Remittance] = [], coming: Takings? = nil) {
    self.leaving = leaving
    self.coming = coming
  }

  /// What a try has to be booked as by now.
  public func postings(of attempt: MoneyTry) -> [Posting] {
    leaving.first { $0.kind == attempt.purpose }?.postings(of: attempt) ?? []
  }

  public func postings(of receipt: Receipt) -> [Posting] {
    coming?.postings(of: receipt) ?? []
  }

  public func postings(of use: CreditUse) -> [Posting] { coming?.postings(of: use) ?? [] }

  func postings(of difference: Difference) -> [Posting] {
    coming?.postings(of: difference) ?? []
  }
}

extension MoneyPostings {
  /// The accounts that together are what is left of invoices.
  var owed: [String] { coming.map { [$0.due] } ?? leaving.flatMap { [$0.owed, $0.transit] } }
  /// Whether parties owe it, so that debits make it more. If not, and something was paid twice, it is
  /// less than nothing, and nothing is left.
  var isOwedByParties: Bool { coming != nil }
  /// Kinds that make what was paid so far more, and less.
  var paying: (came: [String], went: [String]) {
    coming == nil ? ([], []) : (Takings.came, Takings.went)
  }
}
