/// A value that is set from outside, as `mcf reference settings` lists it.
public protocol DescribedSetting: Sendable {
  /// The environment variable's name, such as `MCF_PORT`.
  var name: String { get }
  /// What a value must be, with range and unit, such as "from 0 to 60 seconds"; empty: any text.
  var rule: String { get }
  /// What holds when it is not set, spelled as one would set it; `nil`: it must be set.
  var standard: String? { get }
  var meaning: String { get }
  /// A secret is never printed or logged.
  var isSecret: Bool { get }
}

/// A value that can be set from outside: read as `configuration[.grace]`, and the only place where
/// its default stands.
public struct Setting<Value: Sendable>: DescribedSetting {
  public let name: String
  public let meaning: String
  public let isSecret: Bool
  /// What holds when it is not set.
  public let `default`: Value
  let form: SettingForm<Value>

  public init(
    _ name: String, _ form: SettingForm<Value>, default: Value, _ meaning: String,
    secret: Bool = false
  ) {
    self.name = name
    self.form = form
    self.default = `default`
    self.meaning = meaning
    isSecret = secret
  }

  public var rule: String { form.rule }
  public var standard: String? { form.spell(`default`) }
}

/// A value without which a process does not start.
public struct RequiredSetting<Value: Sendable>: DescribedSetting {
  public let name: String
  public let meaning: String
  public let isSecret: Bool
  let form: SettingForm<Value>

  public init(
    _ name: String, _ form: SettingForm<Value>, _ meaning: String, secret: Bool = false
  ) {
    self.name = name
    self.form = form
    self.meaning = meaning
    isSecret = secret
  }

  public var rule: String { form.rule }
  public var standard: String? { nil }
}
