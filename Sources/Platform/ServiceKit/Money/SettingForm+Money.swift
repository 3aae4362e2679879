public import Contracts

extension SettingForm<Money> {
  public static func amount(_ range: ClosedRange<Money>) -> SettingForm {
    SettingForm(
      "an amount from \(range.lowerBound) to \(range.upperBound)",
      read: { text in Money(text).flatMap { range.contains($0) ? $0 : nil } }, spell: { "\($0)" })
  }
}

extension SettingForm<Money?> {
  /// Nothing, or an amount.
  public static func optionalAmount(_ range: ClosedRange<Money>) -> SettingForm {
    let amount = SettingForm<Money>.amount(range)
    return SettingForm(
      amount.rule, read: { $0.isEmpty ? .some(nil) : amount.read($0).map(Optional.some) },
      spell: { $0.map(amount.spell) ?? "" })
  }
}
