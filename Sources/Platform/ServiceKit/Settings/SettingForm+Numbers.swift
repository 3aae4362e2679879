public import FoundationEssentials

extension SettingForm<Int> {
  /// - Parameter unit: what is counted, in the plural.
  public static func number(_ range: ClosedRange<Int>, of unit: String? = nil) -> SettingForm {
    SettingForm(
      "a whole number\(unit.map { " of \($0)" } ?? "") from \(range.lowerBound) to \(range.upperBound)",
      read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }, spell: { "\($0)" })
  }
}

extension SettingForm<TimeInterval> {
  /// Fractions allowed.
  public static func seconds(_ range: ClosedRange<TimeInterval>) -> SettingForm {
    SettingForm(
      "from \(plain(range.lowerBound)) to \(plain(range.upperBound)) seconds",
      read: { text in Double(text).flatMap { range.contains($0) ? $0 : nil } }, spell: plain)
  }

  /// Without `.0`.
  @Sendable private static func plain(_ seconds: TimeInterval) -> String {
    Int(exactly: seconds).map { "\($0)" } ?? "\(seconds)"
  }
}

extension SettingForm<Bool> {
  /// `true` and `false` are understood too.
  public static var onOrOff: SettingForm {
    SettingForm(
      "on or off",
      read: { text in
        switch text.lowercased() {
        case "on", "true": true
        case "off", "false": false
        default: nil
        }
      }, spell: { $0 ? "on" : "off" })
  }
}
