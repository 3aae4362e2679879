import Configuration
import Logging
import ServiceKit

/// The log: a line an event, on standard error.
enum Log {
  /// - Parameter quiet: says warnings only unless the level is set: for a person at a terminal.
  static func logger(_ configuration: ConfigReader, quiet: Bool = false) throws -> Logger {
    var logger = Logger(label: "mcf", factory: { LineLogHandler(label: $0) })
    let level = try configuration[.logLevel]
    let isDefault = configuration.text(of: Setting.logLevel) == nil
    logger.logLevel = quiet && isDefault ? .warning : level
    return logger
  }
}

extension Setting<Logger.Level> {
  static var logLevel: Setting {
    Setting(
      "MCF_LOG_LEVEL", .logLevel, default: .info,
      "how much is logged: from there on upwards")
  }
}

extension SettingForm<Logger.Level> {
  fileprivate static var logLevel: SettingForm {
    let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
    return SettingForm(
      "a log level: \(levels)", read: Logger.Level.init(rawValue:), spell: \.rawValue)
  }
}
