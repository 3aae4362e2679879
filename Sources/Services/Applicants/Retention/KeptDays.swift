import Configuration
import ServiceKit

/// For how many days it is kept whose applications are. Retention goes by it, and the portal promises
/// it: so both have it from here.
struct KeptDays: Sendable {
  /// What nobody confirms.
  var unconfirmed = Setting.unconfirmedDays.default
  /// After it was rejected or withdrawn.
  var decided = Setting.keepDays.default
  /// After it was accepted: what the register of workers has by then is its own.
  static let accepted = 90

  init() {}

  init(_ configuration: ConfigReader) throws {
    unconfirmed = try configuration[.unconfirmedDays]
    decided = try configuration[.keepDays]
  }

  static let settings: [any DescribedSetting] = [Setting.unconfirmedDays, Setting.keepDays]

  /// What texts have of it.
  var arguments: [String: String] {
    ["unconfirmed": "\(unconfirmed)", "decided": "\(decided)", "accepted": "\(Self.accepted)"]
  }
}

extension Setting<Int> {
  fileprivate static var unconfirmedDays: Setting {
    Setting(
      "MCF_UNCONFIRMED_DAYS", .days(1...90), default: 7,
      "how long an application that nobody confirms is kept")
  }
  fileprivate static var keepDays: Setting {
    Setting(
      "MCF_APPLICANTS_KEEP_DAYS", .days(1...3_650), default: 180,
      "after which whose a rejected or withdrawn application was is forgotten")
  }
}
