public import Configuration
import SystemPackage

extension Setting<String?> {
  public static var file: Setting {
    Setting(
      "MCF_CONFIG", .text, default: nil, "file with further settings, a NAME=value a line")
  }
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
    guard let path = try ConfigReader(provider: environment)[.file] else {
      return ConfigReader(providers: present)
    }
    do {
      let file = try await EnvironmentVariablesProvider(environmentFilePath: FilePath(path))
      return ConfigReader(providers: present + [file])
    } catch {
      throw SettingError(
        Setting.file.name, "names \(path), which cannot be read: \(error)")
    }
  }

  /// The value that is set, or its default.
  ///
  /// - Throws: `SettingError` for one that cannot be used.
  public subscript<Value>(setting: Setting<Value>) -> Value {
    get throws {
      guard let text = text(of: setting) else { return setting.default }
      return try setting.form.value(text, of: setting)
    }
  }

  /// The value that is set.
  ///
  /// - Throws: `SettingError` for one that is missing or cannot be used.
  public subscript<Value>(setting: RequiredSetting<Value>) -> Value {
    get throws {
      guard let text = text(of: setting) else { throw SettingError(missing: [setting]) }
      return try setting.form.value(text, of: setting)
    }
  }

  /// - Throws: `SettingError` naming all of the settings that are neither set nor have a default.
  public func require(_ settings: [any DescribedSetting]) throws {
    let missing = settings.filter { $0.standard == nil && text(of: $0) == nil }
    guard missing.isEmpty else { throw SettingError(missing: missing) }
  }

  /// What is set, unread; nil: nothing is.
  public func text(of setting: some DescribedSetting) -> String? {
    let key = ConfigKey(setting.name.lowercased().split(separator: "_").map(String.init))
    return string(forKey: key, isSecret: setting.isSecret)
  }

  /// Whether anything but an empty text is set.
  public func has(_ setting: some DescribedSetting) -> Bool {
    text(of: setting)?.isEmpty == false
  }
}
