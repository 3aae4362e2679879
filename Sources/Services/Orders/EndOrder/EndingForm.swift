import Contracts
import ServiceKit

/// What is sent to end an order: the reason, where there is a choice, and a free text.
struct EndingForm: Sendable {
  let ending: Ending
  let note: String?
  /// the charge that was shown and is confirmed to stay due. A client must confirm it, a
  /// manager may. Workers are told no charge, not even that a guess was wrong.
  let confirmedCharge: Money?

  /// - Throws: 400 with all mistakes, a reason that is not the actor's to give among them.
  init(_ form: Form, outcome: OrderOutcome, by actor: Actor) throws {
    let endings = OrderLife.endings(outcome, by: actor)
    let reason =
      endings.count == 1
      ? form.optionalChoice("reason", Reason.self) ?? endings.first?.reason
      : form.choice("reason", Reason.self)
    note = form.optionalText("note", 0...1000)
    confirmedCharge =
      switch (outcome, actor) {
      case (.cancelled, .client): form.money("confirm_charge")
      case (.cancelled, .manager): form.optionalMoney("confirm_charge")
      default: nil
      }
    let chosen = endings.first { $0.reason == reason }
    if reason != nil, chosen == nil {
      form.mistake(in: "reason", .noChoice(of: endings.compactMap(\.reason?.rawValue)))
    }
    try form.finish()
    guard let chosen else { throw Problem.forbidden }
    ending = chosen
  }
}
