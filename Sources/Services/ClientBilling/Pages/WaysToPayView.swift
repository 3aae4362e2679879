import ServiceKit

/// By what a client pays, and by what else one could; the partial `ways`.
struct WaysToPayView {
  let rows: [Row]
  let offers: [Offer]
  let hasOffers: Bool

  struct Row {
    let label: String
    let mark: StatusMark
    /// What there is to know or to do about it.
    let hint: String?
    /// Where the client agrees upon it, at the provider; nil: there is nothing to agree upon.
    let authorise: String?
    /// The page that makes it the usual one; nil: it cannot be, or is.
    let usual: String?
    let remove: String
  }

  /// One more could be added.
  struct Offer {
    let name: String
    let label: String
  }

  static var example: WaysToPayView {
    WaysToPayView(
      rows: [
        Row(
          label: "Card …42", mark: StatusMark(.done, "the usual one"), hint: "It is yours.",
          authorise: "https://pay.example/x", usual: "/invoices/payment-methods/x/usual",
          remove: "/invoices/payment-methods/x/remove")
      ], offers: [Offer(name: "card", label: "Add a card")], hasOffers: true)
  }
}
