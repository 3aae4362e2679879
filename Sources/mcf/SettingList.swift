import Configuration
import ServiceKit

/// Every setting there is.
enum SettingList {
  static let own: [any DescribedSetting] = [Setting.file, Setting.logLevel, Setting.notifies]

  /// What several services read is listed once.
  static var all: [any DescribedSetting] {
    distinct(all(of: ServiceEntry.allCases) + ServiceEntry.withSchema.map(\.relayURL))
  }

  /// What a process that serves these reads.
  static func all(of services: [ServiceEntry]) -> [any DescribedSetting] {
    let isOpen = services.contains(where: \.isPublic)
    let isKnown = !services.allSatisfy(\.isPublic)
    return distinct(
      own + (isKnown ? ofKnown : []) + (isOpen ? ServerSettings.publicSettings : [])
        + services.flatMap { [$0.databaseURL] + $0.type.settings })
  }

  /// Of a process whose callers have tokens.
  private static let ofKnown: [any DescribedSetting] =
    [Setting.eventBytesMax] + ServerSettings.settings + TokenVerifier.settings
    + SessionVerifier.settings

  private static func distinct(
    _ settings: [any DescribedSetting]
  ) -> [any DescribedSetting] {
    var seen: Set<String> = []
    return settings.filter { seen.insert($0.name).inserted }
  }

  static func text(of settings: [any DescribedSetting]) -> String {
    Glossary.text(settings.map { ($0.head, $0.explanation) })
  }
}

extension DescribedSetting {
  fileprivate var head: String {
    switch standard {
    case nil: "\(name) (required)"
    case ""?: name
    case let value?: "\(name) [\(value)]"
    }
  }

  fileprivate var explanation: String { rule.isEmpty ? meaning : "\(meaning); \(rule)" }
}
