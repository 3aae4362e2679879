import Configuration
import ServiceKit

extension ConfigReader {
  static let notify = Setting(
    "MCF_NOTIFY", default: "on",
    "off: no notification is sent or listened for; events travel by looking once a second")

  /// Whether processes tell each other of new events.
  ///
  /// - Throws: `SettingError` unless it is on or off.
  func notifies() throws -> Bool {
    switch try string(Self.notify).lowercased() {
    case "on", "true": true
    case "off", "false": false
    case let text: throw SettingError(Self.notify.name, "must be on or off, not \"\(text)\"")
    }
  }
}
