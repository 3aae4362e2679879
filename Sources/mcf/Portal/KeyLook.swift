import Configuration
import Contracts
import ServiceKit
import SystemPackage

/// What `mcf doctor` says of keys that several deployments have in common, without any of them: what
/// one makes with its first key, the other has to believe.
enum KeyLook {
  /// - Parameter file: with the settings of another deployment, to compare with; nil: whoever has
  ///   asked in both compares what is said.
  /// - Throws: `SettingError` for a configuration that cannot be read.
  static func findings(beside file: String?) async throws -> [Finding] {
    let here = try await ConfigReader.environment()
    guard let file else {
      return await each(of: [here]) { setting in try KeyMarks(here[setting]).text }
    }
    let there: ConfigReader
    do {
      there = ConfigReader(
        provider: try await EnvironmentVariablesProvider(environmentFilePath: FilePath(file)))
    } catch {
      return [await Finding("keys") { throw Failure(.file, "\(file) cannot be read: \(error)") }]
    }
    let findings = await each(of: [here, there]) { setting in
      let (ours, theirs) = (KeyMarks(try here[setting]), KeyMarks(try there[setting]))
      guard ours.fit(theirs) else {
        throw Failure(
          .configuration,
          """
          \(ours.text) here, and \(theirs.text) in \(file): the first of each has to be among the \
          other's; set in both what `mcf portal keys` prints
          """)
      }
      return "\(ours.text), which those in \(file) fit"
    }
    guard findings.isEmpty else { return findings }
    let names = PortalKeysCommand.settings.map(\.name).joined(separator: " or ")
    return [
      await Finding("keys") {
        throw Failure(.configuration, "\(names) is not set both here and in \(file)")
      }
    ]
  }

  /// Of each setting that all of these have.
  private static func each(
    of configurations: [ConfigReader],
    _ look: (RequiredSetting<KeyRing>) throws -> String
  ) async -> [Finding] {
    var findings: [Finding] = []
    for setting in PortalKeysCommand.settings
    where configurations.allSatisfy({ $0.has(setting) }) {
      findings.append(await Finding("keys of \(setting.name)") { try look(setting) })
    }
    return findings
  }
}

/// What keys can be told apart by, which says nothing of them.
private struct KeyMarks {
  private struct Mark: Hashable {
    let number: UInt8
    let text: ExactText
  }

  /// In the order of the keys.
  private let marks: [Mark]

  init(_ keys: KeyRing) {
    marks = keys.derived(for: "mcf doctor 1").keys.map { key in
      let secret = key.text.drop { $0 != ":" }.dropFirst()
      return Mark(number: key.number, text: ExactText(String(secret.prefix(8))))
    }
  }

  /// Whether each believes what the other makes.
  func fit(_ others: KeyMarks) -> Bool {
    guard let first = marks.first, let other = others.marks.first else { return false }
    return others.marks.contains(first) && marks.contains(other)
  }

  var text: String { marks.map { "\($0.number) is \($0.text.text)" }.joined(separator: ", ") }
}
