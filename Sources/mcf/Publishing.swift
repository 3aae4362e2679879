import Configuration
import Postgres
import ServiceKit

extension ConfigReader {
  static let eventBytesMax = Setting(
    "MCF_EVENT_BYTES_MAX", default: "\(1 << 20)",
    "how many bytes of JSON the data of an event may take; what would publish a larger one fails")
}

extension PostgresConfiguration {
  /// Of a process that publishes events.
  ///
  /// - Throws: `SettingError`.
  init(url: String, publishing configuration: ConfigReader) throws {
    self.init(url: url)
    notifies = try configuration.notifies()
    eventBytesMax = try configuration.int(ConfigReader.eventBytesMax, in: 1 << 14...1 << 26)
  }
}
