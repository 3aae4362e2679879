import Configuration
import Postgres
import ServiceKit

extension Setting<Int> {
  static var eventBytesMax: Setting {
    Setting(
      "MCF_EVENT_BYTES_MAX", .number(1 << 14...1 << 26, of: "bytes"),
      default: PostgresConfiguration(url: "").eventBytesMax,
      "how much JSON the data of an event may take; what would publish a larger one fails")
  }
}

extension PostgresConfiguration {
  /// Of a process that publishes events.
  ///
  /// - Throws: `SettingError`.
  init(url: String, publishing configuration: ConfigReader) throws {
    self.init(url: url)
    notifies = try configuration[.notifies]
    eventBytesMax = try configuration[.eventBytesMax]
  }
}
