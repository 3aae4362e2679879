import Contracts

/// How money is booked that comes in: by its receipts, since nothing moves before it is here.
public struct Takings: Sendable {
  /// The account of what a party owes.
  let due: String
  /// The account of what is owed back to it.
  let credit: String

  public init(due: String, credit: String) {
    self.due = due
    self.credit = credit
  }

  /// Kinds that are money that came, and that went back.
  static let came = [
    "payment", "overpayment", "stray_settled", "stray_credited", "refund_returned",
  ]
  static let went = ["returned", "refund_paid", "refund_recovered"]

  /// The account of what nobody has explained yet.
  static let suspense = "suspense"

  /// The account of what a provider holds for us.
  static func held(by adapter: String) -> String { "provider_\(adapter)" }

  func postings(of receipt: Receipt) -> [Posting] {
    let provider = Self.held(by: receipt.adapter)
    let postings =
      switch receipt.direction {
      // It came unasked, and was found.
      case .in where receipt.tryID == nil:
        [
          Posting("stray_settled", debit: Self.suspense, credit: due, receipt.applied),
          Posting("stray_credited", debit: Self.suspense, credit: credit, receipt.excess),
        ]
      case .in:
        [
          Posting("payment", debit: provider, credit: due, receipt.applied),
          Posting("overpayment", debit: provider, credit: credit, receipt.excess),
        ]
      case .back: [Posting("returned", debit: due, credit: provider, receipt.amount)]
      }
    return postings.filter { $0.amount > .zero }
  }

  func postings(of use: CreditUse) -> [Posting] {
    [Posting("credit_applied", debit: credit, credit: due, use.amount)]
  }
}
