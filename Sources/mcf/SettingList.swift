import Configuration
import Contracts
import ServiceKit

/// Every setting there is, for `mcf serve --help`.
enum SettingList {
  static let own = [
    Setting("MCF_CONFIG", default: "", "file with further settings, a NAME=value a line"),
    Log.level,
    ConfigReader.notify,
  ]

  /// What several services read is listed once.
  static var all: [Setting] { all(of: ServiceEntry.allCases) }

  /// What a process that serves these reads.
  static func all(of names: [ServiceEntry]) -> [Setting] {
    let declared =
      own + [ConfigReader.eventBytesMax] + ServerSettings.settings + TokenVerifier.settings
      + Discount.settings + names.flatMap { [$0.databaseURL] + $0.type.settings }
    var seen: Set<String> = []
    return declared.filter { seen.insert($0.name).inserted }
  }

  static var text: String { text(of: all) }

  static func text(of settings: [Setting]) -> String {
    settings.map { setting in
      let value =
        switch setting.default {
        case nil: " (required)"
        case ""?: ""
        case let value?: " [\(value)]"
        }
      return "  \(setting.name)\(value)\n" + indented(setting.meaning)
    }.joined(separator: "\n")
  }

  /// Lines of at most 72 characters, six to the right.
  private static func indented(_ text: String) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + word.count > 72 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.map { "      " + $0 }.joined(separator: "\n")
  }
}
