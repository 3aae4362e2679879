public import Configuration
import Postgres
import SystemPackage

/// A configuration value that is missing or cannot be used.
public struct SettingError: Error, CustomStringConvertible {
  public var name: String
  public var reason: String

  public init(_ name: String, _ reason: String) {
    self.name = name
    self.reason = reason
  }

  /// - Parameter settings: those that are missing, at least one.
  public init(missing settings: [Setting]) {
    name = settings.map(\.name).joined(separator: ", ")
    reason =
      settings.count == 1
      ? "must be set (\(settings[0].meaning))"
      : "must be set:" + settings.map { "\n  \($0.name)  \($0.meaning)" }.joined()
  }

  public var description: String { "\(name) \(reason)" }
}

extension ConfigReader {
  /// The environment, and behind it the file that `MCF_CONFIG` names: lines of `NAME=value`.
  ///
  /// - Parameter overrides: values by setting name that win over both.
  /// - Throws: `SettingError` if the file is named and cannot be read.
  public static func environment(
    overriding overrides: [String: String] = [:]
  ) async throws -> ConfigReader {
    let environment = EnvironmentVariablesProvider()
    let present = [EnvironmentVariablesProvider(environmentVariables: overrides), environment]
    guard let path = ConfigReader(provider: environment).string(forKey: "mcf.config") else {
      return ConfigReader(providers: present)
    }
    do {
      let file = try await EnvironmentVariablesProvider(environmentFilePath: FilePath(path))
      return ConfigReader(providers: present + [file])
    } catch {
      throw SettingError("MCF_CONFIG", "names \(path), which cannot be read: \(error)")
    }
  }

  /// The setting's text, or its default.
  ///
  /// - Throws: `SettingError` if it is neither set nor has a default.
  public func string(_ setting: Setting) throws -> String {
    guard let text = optionalString(setting) else { throw SettingError(missing: [setting]) }
    return text
  }

  /// - Throws: `SettingError` naming all of the settings that are neither set nor have a default.
  public func require(_ settings: [Setting]) throws {
    let missing = settings.filter { optionalString($0) == nil }
    guard missing.isEmpty else { throw SettingError(missing: missing) }
  }

  /// The setting's text, its default, or nil.
  public func optionalString(_ setting: Setting) -> String? {
    string(forKey: setting.key, isSecret: setting.secret) ?? setting.default
  }

  /// - Throws: `SettingError` unless libpq understands it.
  public func connectionString(_ setting: Setting) throws -> String {
    let text = try string(setting)
    if let mistake = PostgresConfiguration.mistake(inURL: text) {
      throw SettingError(setting.name, mistake)
    }
    return text
  }

  /// - Throws: `SettingError` unless it is a whole number in the range.
  public func int(_ setting: Setting, in range: ClosedRange<Int>) throws -> Int {
    let text = try string(setting)
    guard let number = Int(text), range.contains(number) else {
      throw SettingError(
        setting.name,
        "must be a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
    }
    return number
  }

  /// - Throws: `SettingError` unless it is a number of seconds, fractions allowed.
  public func seconds(_ setting: Setting, in range: ClosedRange<Double>) throws -> Double {
    let text = try string(setting)
    guard let number = Double(text), range.contains(number) else {
      throw SettingError(
        setting.name,
        "must be from \(range.lowerBound) to \(range.upperBound) seconds, not \"\(text)\"")
    }
    return number
  }

  /// - Throws: `SettingError` unless it is true or false.
  public func bool(_ setting: Setting) throws -> Bool {
    let text = try string(setting)
    guard let flag = Bool(text.lowercased()) else {
      throw SettingError(setting.name, "must be true or false, not \"\(text)\"")
    }
    return flag
  }
}

extension Setting {
  /// `MCF_METRICS_PORT` as the library spells keys.
  var key: ConfigKey { ConfigKey(name.lowercased().split(separator: "_").map(String.init)) }
}
