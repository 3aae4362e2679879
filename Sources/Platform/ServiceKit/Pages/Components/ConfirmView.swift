/// A page that asks once more: what will happen, and two buttons.
public struct ConfirmView: PageData {
  public static let template = "confirm"
  public static var example: ConfirmView { ConfirmView("It ends.", .example) }

  let consequence: String
  let form: FormView

  /// - Parameters:
  ///   - consequence: what happens and what it costs.
  ///   - form: without fields to fill in.
  public init(_ consequence: String, _ form: FormView) {
    self.consequence = consequence
    self.form = form
  }
}
