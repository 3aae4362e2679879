import Configuration
import Logging
import ServiceKit

/// The log: a line an event, on standard error.
enum Log {
  static let level = Setting(
    "MCF_LOG_LEVEL", default: "info", "trace, debug, info, notice, warning, error or critical")

  /// - Parameter quiet: says warnings only unless the level is set: for a person at a terminal.
  static func logger(_ configuration: ConfigReader, quiet: Bool = false) throws -> Logger {
    let name = try configuration.string(level)
    guard let level = Logger.Level(rawValue: name) else {
      throw SettingError(Self.level.name, "must be a log level, not \"\(name)\"")
    }
    var logger = Logger(label: "mcf", factory: { LineLogHandler(label: $0) })
    let isDefault = configuration.string(forKey: "mcf.log.level") == nil
    logger.logLevel = quiet && isDefault ? .warning : level
    return logger
  }
}
