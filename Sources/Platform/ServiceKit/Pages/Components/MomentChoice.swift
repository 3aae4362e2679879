/// A day and a time of it to be chosen from what is on offer: two selects, and a button that shows
/// the day's times where no script does. The partial `moment`.
public struct MomentChoice: Sendable {
  let label: String
  let day: FieldView
  let time: FieldView
  /// What the button is called, and what it sends.
  let show: String
  let act: String

  /// - Parameters:
  ///   - label: of both together.
  ///   - day: with its choices.
  ///   - time: with those of the chosen day.
  ///   - show: what the button is called that asks for the day's times.
  ///   - act: what that button sends as a field named `act`.
  public init(_ label: String, day: FieldView, time: FieldView, show: String, act: String) {
    self.label = label
    self.day = day
    self.time = time
    self.show = show
    self.act = act
  }

  /// With all that there can be.
  public static var example: MomentChoice {
    MomentChoice("When", day: .example, time: .example, show: "Show times", act: "times")
  }
}
