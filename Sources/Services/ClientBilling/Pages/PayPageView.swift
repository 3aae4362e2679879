import ServiceKit

/// Asks once more before an invoice is paid at once, and by what.
struct PayPageView: PageData {
  static let template = "pay"

  /// What happens; nil: it cannot be paid.
  let form: FormView?
  let consequence: String
  /// Why it cannot be paid; nil: it can.
  let obstacle: Obstacle?
  /// There are several ways to pay, of which one is chosen.
  let choices: [Choice]
  /// The only way to pay there is.
  let only: Choice?
  let back: String

  struct Obstacle {
    let title: String
    let detail: String
  }

  struct Choice {
    let id: String
    let label: String
    let isChosen: Bool
  }

  static var example: PayPageView {
    let choice = Choice(id: "x", label: "Card …42", isChosen: true)
    return PayPageView(
      form: .example, consequence: "95.00 is collected at once.",
      obstacle: Obstacle(title: "There is nothing left", detail: "It is paid."),
      choices: [choice], only: choice, back: "/invoices")
  }
}
