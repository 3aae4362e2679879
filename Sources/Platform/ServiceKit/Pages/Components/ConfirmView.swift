/// A page that asks once more: what will happen, to what, what it costs, and two buttons.
public struct ConfirmView: PageData {
  public static let template = "confirm"
  public static var example: ConfirmView {
    ConfirmView("It ends.", cost: "95.00 stays due.", of: .example, .example)
  }
  /// A press on the page before is none on this one.
  public static let files = ["steady.js"]

  let cost: String?
  let consequence: String
  let subject: Summary?
  let form: FormView

  /// - Parameters:
  ///   - consequence: what happens.
  ///   - cost: what must not be overlooked, said before that; nil: nothing.
  ///   - subject: what it happens to; nil: the title has said it.
  ///   - form: with few fields to fill in, such as a note.
  public init(
    _ consequence: String, cost: String? = nil, of subject: Summary? = nil, _ form: FormView
  ) {
    self.cost = cost
    self.consequence = consequence
    self.subject = subject
    self.form = form
  }
}
