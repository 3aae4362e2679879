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
  /// The account of what the house bears.
  private static let goodwill = "goodwill"

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

  func postings(of difference: Difference) -> [Posting] {
    difference.strayPostings + lateRefund(difference)
  }

  /// What is in suspense by a refund that was paid late is borne by whom a manager has said; what has
  /// come back of one is theirs.
  private func lateRefund(_ difference: Difference) -> [Posting] {
    guard difference.kind == .lateRefund, let settled = difference.settled,
      let amount = difference.theirs
    else { return [] }
    let onCredit = difference.onCredit ?? .zero
    let parts = [
      ("late_refund_on_credit", credit, onCredit),
      ("late_refund_on_us", Self.goodwill, amount - onCredit),
    ]
    return parts.filter { $0.2 > .zero }.map { kind, account, part in
      difference.standing == .back
        ? Posting(kind, debit: Self.suspense, credit: account, part, at: settled.at)
        : Posting(kind, debit: account, credit: Self.suspense, part, at: settled.at)
    }
  }
}
