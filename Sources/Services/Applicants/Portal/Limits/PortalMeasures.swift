import Configuration
import ServiceKit

/// How much the portal takes of strangers, as far as that can be set.
struct PortalMeasures: Sendable {
  /// Requests of one address.
  var requestsPerMinute = Setting.addressRequests.default
  /// Applications of one address.
  var submissionsPerHour = Setting.addressSubmissions.default
  /// How many keys each limit, and the memory of tickets, has room for; a power of two.
  var slots = Setting.limitSlots.default
  /// How many applications are written, whoever sends them.
  var submissionsPerSecond = Setting.submissionsPerSecond.default
  /// How many of them wait for a connection to the database, and for how long.
  var queuePlaces = Setting.queuePlaces.default
  var queueSeconds = Setting.queueSeconds.default
}

extension PortalMeasures {
  /// - Throws: `SettingError` for a value that cannot be used.
  init(_ configuration: ConfigReader) throws {
    requestsPerMinute = try configuration[.addressRequests]
    submissionsPerHour = try configuration[.addressSubmissions]
    slots = try configuration[.limitSlots]
    submissionsPerSecond = try configuration[.submissionsPerSecond]
    queuePlaces = try configuration[.queuePlaces]
    queueSeconds = try configuration[.queueSeconds]
  }

  static let settings: [any DescribedSetting] = [
    Setting.addressRequests, Setting.addressSubmissions, Setting.limitSlots,
    Setting.submissionsPerSecond, Setting.queuePlaces, Setting.queueSeconds,
  ]
}

extension Setting<Int> {
  fileprivate static var addressRequests: Setting {
    Setting(
      "MCF_PORTAL_ADDRESS_REQUESTS_PER_MINUTE", .number(1...100_000, of: "requests"),
      default: 120,
      "how many the portal answers of one address, half of them at once; of its network eight times"
    )
  }
  fileprivate static var addressSubmissions: Setting {
    Setting(
      "MCF_PORTAL_ADDRESS_SUBMISSIONS_PER_HOUR", .number(1...100_000, of: "applications"),
      default: 20,
      "how many it takes of one address, half of them at once; of its network eight times as many")
  }
  fileprivate static var limitSlots: Setting {
    Setting(
      "MCF_PORTAL_LIMIT_SLOTS", .powerOfTwo(1_024...1_048_576), default: Limiter.standardSlots,
      "how many who are counted each of its limits can tell apart, in 16 bytes each")
  }
  fileprivate static var submissionsPerSecond: Setting {
    Setting(
      "MCF_PORTAL_SUBMISSIONS_PER_SECOND", .number(1...1_000, of: "applications"), default: 20,
      "how many the portal writes, whoever sends them")
  }
  fileprivate static var queuePlaces: Setting {
    Setting(
      "MCF_PORTAL_QUEUE", .number(1...10_000, of: "applications"), default: 256,
      "how many wait at most to be written; the last in their order are told to come again")
  }
  fileprivate static var queueSeconds: Setting {
    Setting(
      "MCF_PORTAL_QUEUE_SECONDS", .number(1...30, of: "seconds"), default: 2,
      "how long they wait for it at most")
  }
}

extension SettingForm<Int> {
  fileprivate static func powerOfTwo(_ range: ClosedRange<Int>) -> SettingForm {
    SettingForm(
      "a power of two from \(range.lowerBound) to \(range.upperBound)",
      read: { text in
        Int(text).flatMap { range.contains($0) && $0 & ($0 - 1) == 0 ? $0 : nil }
      }, spell: { "\($0)" })
  }
}
