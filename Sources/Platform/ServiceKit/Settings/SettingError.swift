/// A configuration value that is missing or cannot be used.
public struct SettingError: Error, CustomStringConvertible {
  public var name: String
  public var reason: String

  public init(_ name: String, _ reason: String) {
    self.name = name
    self.reason = reason
  }

  /// - Parameter settings: those that are missing, at least one.
  public init(missing settings: [any DescribedSetting]) {
    name = settings.map(\.name).joined(separator: ", ")
    reason =
      settings.count == 1
      ? "must be set (\(settings[0].meaning))"
      : "must be set:" + settings.map { "\n  \($0.name)  \($0.meaning)" }.joined()
  }

  public var description: String { "\(name) \(reason)" }
}
