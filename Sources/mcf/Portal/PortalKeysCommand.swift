import Applicants
import ArgumentParser
import Configuration
import ServiceKit

struct PortalKeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Print the settings of the portal's keys, with a new key in each.",
    discussion: """
      A setting a line, as MCF_CONFIG's file has it. They are secrets: MCF_PORTAL_KEYS of both \
      halves of the portal, MCF_LINK_SEAL_KEYS of applicants and notifications.

      What is set already stays, and the new key comes behind it: it is believed and not yet used. \
      To change a key, set what is printed everywhere, then move the new key to the front. Take \
      the old one out when what it has made is over: sealed links within days, forms within two \
      hours, links to an application within 400 days. A setting that cannot be read ends it with \
      exit code 78.
      """)

  static let settings: [RequiredSetting<KeyRing>] = [.portalKeys, .linkSealKeys]

  func run() async throws {
    let configuration = try await ConfigReader.environment()
    for setting in Self.settings {
      let next = configuration.has(setting) ? try configuration[setting].withNewKey() : .random()
      guard let next else { throw SettingError(setting.name, "has every number that there is") }
      Console.say("\(setting.name)=\(next.text)")
    }
  }
}
