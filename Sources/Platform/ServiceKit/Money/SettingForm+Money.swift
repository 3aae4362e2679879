public import Contracts

extension SettingForm<Money> {
  public static func amount(_ range: ClosedRange<Money>) -> SettingForm {
    SettingForm(
      "an amount from \(range.lowerBound) to \(range.upperBound)",
      read: { text in Money(text).flatMap { range.contains($0) ? $0 : nil } }, spell: { "\($0)" })
  }
}
