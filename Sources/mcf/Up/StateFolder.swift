import Accounts
import Applicants
import Billing
import FoundationEssentials
import Glibc
import ServiceKit

/// The folder where `mcf up` keeps what outlives it: the database, the keys that tokens, links and
/// seals of ledgers are signed with, the secret of the sandbox's calls, and what it runs with.
struct StateFolder {
  let path: String

  var postgres: String { path + "/postgres" }
  private var key: String { path + "/issuer.pem" }
  private var webhookSecretFile: String { path + "/webhook-secret" }
  private var ledgerKeyFile: String { path + "/ledger-key" }
  private var portalKeysFile: String { path + "/portal-keys" }
  private var linkSealKeysFile: String { path + "/link-seal-keys" }
  private var accountsSecretFile: String { path + "/accounts-secret" }
  private var pepperFile: String { path + "/email-pepper" }
  private var besideFile: String { path + "/beside.env" }
  private var demo: String { path + "/demo-data" }

  /// The folder that was asked for, else `MCF_STATE`, else `/var/lib/mcf` for root (Postgres runs
  /// as another user then, who may not enter root's home) and `~/.local/state/mcf` for others.
  init(_ chosen: String?) {
    let environment = ProcessInfo.processInfo.environment
    path = chosen ?? environment["MCF_STATE"] ?? Self.standard(environment)
  }

  private static func standard(_ environment: [String: String]) -> String {
    if getuid() == 0 { return "/var/lib/mcf" }
    let home = environment["HOME"] ?? "."
    return (environment["XDG_STATE_HOME"] ?? home + "/.local/state") + "/mcf"
  }

  func make() throws {
    try explained {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  /// The issuer that `mcf up` runs, with the key of this folder; made on first use.
  func issuer() throws -> LocalIssuer {
    if let kept = try keptIssuer() { return kept }
    let issuer = LocalIssuer(issuer: Self.issuer, audience: Self.audience)
    try explained { try writePrivately(issuer.pem, to: key) }
    return issuer
  }

  /// The issuer of this folder, nil when `mcf up` has never been started with it.
  func keptIssuer() throws -> LocalIssuer? {
    guard FileManager.default.fileExists(atPath: key) else { return nil }
    let pem = try explained { try String(contentsOfFile: key, encoding: .utf8) }
    do {
      return try LocalIssuer(issuer: Self.issuer, audience: Self.audience, pem: pem)
    } catch {
      throw Failure(.input, "\(key) holds no signing key; remove it and start `mcf up` again")
    }
  }

  /// What the sandbox signs its calls with; made on first use.
  func webhookSecret() throws -> WebhookSecret {
    try kept(in: webhookSecretFile, read: WebhookSecret.init, spell: \.text, make: { .random() })
  }

  /// What seals of ledgers are signed with; made on first use.
  func ledgerKey() throws -> LedgerKey {
    try kept(in: ledgerKeyFile, read: { LedgerKey($0) }, spell: \.text, make: { LedgerKey() })
  }

  /// The secrets of hiring and of signing in, as settings spell them; made on first use.
  func secrets() throws -> [(setting: any DescribedSetting, value: String)] {
    let pepper = try kept(
      in: pepperFile, read: { EmailPepper($0) }, spell: \.text, make: { .random() })
    return [
      (RequiredSetting.portalKeys, try keys(in: portalKeysFile)),
      (RequiredSetting.linkSealKeys, try keys(in: linkSealKeysFile)),
      (RequiredSetting.emailPepper, pepper.text),
      (RequiredSetting.accountsSecret, try accountsSecret().text),
    ]
  }

  /// What accounts seals its tables with; made on first use.
  func accountsSecret() throws -> KeyRing {
    try kept(in: accountsSecretFile, read: { KeyRing($0) }, spell: \.text, make: { .random() })
  }

  private func keys(in file: String) throws -> String {
    try kept(in: file, read: { KeyRing($0) }, spell: \.text, make: { .random() }).text
  }

  private func kept<Secret>(
    in file: String, read: (String) -> Secret?, spell: (Secret) -> String, make: () -> Secret
  ) throws -> Secret {
    if FileManager.default.fileExists(atPath: file) {
      let text = try explained { try String(contentsOfFile: file, encoding: .utf8) }
      guard let secret = read(text.filter { !$0.isWhitespace }) else {
        throw Failure(.input, "\(file) holds no key; remove it and start `mcf up` again")
      }
      return secret
    }
    let secret = make()
    try explained { try writePrivately(spell(secret), to: file) }
    return secret
  }

  /// Where the payments are that a provider has taken which `mcf up` has inside.
  ///
  /// - Parameter provider: what its addresses begin with.
  func shelf(of provider: String) -> PaymentShelf {
    PaymentShelf(file: "\(path)/outside\(provider.replacing("/", with: "-")).json")
  }

  /// Writes down what whoever works beside `mcf up` has to know: how the parties are found that it
  /// has inside, and how long a batch waits.
  ///
  /// - Parameter settings: values by the settings' names.
  func note(beside settings: [String: String]) throws {
    let lines = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }
    try explained { try writePrivately(lines.joined(), to: besideFile) }
  }

  /// What ``note(beside:)`` has written; empty before the first start.
  func beside() throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: besideFile) else { return [:] }
    let text = try explained { try String(contentsOfFile: besideFile, encoding: .utf8) }
    let lines = text.split(separator: "\n").compactMap { line in
      line.firstIndex(of: "=").map { (line[..<$0], line[$0...].dropFirst()) }
    }
    return Dictionary(lines.map { (String($0), String($1)) }) { $1 }
  }

  var hasDemoData: Bool { FileManager.default.fileExists(atPath: demo) }

  /// - Parameter invitation: the path on the portal of somebody who may begin her test, if there is
  ///   one: of her link there is no other trace.
  func noteDemoData(invitation: String?) throws {
    try explained { try writePrivately("loaded\n" + (invitation ?? "") + "\n", to: demo) }
  }

  /// What ``noteDemoData(invitation:)`` has written.
  func invitation() throws -> String? {
    let lines = try explained { try String(contentsOfFile: demo, encoding: .utf8) }
      .split(separator: "\n")
    return lines.count == 2 ? String(lines[1]) : nil
  }

  static let issuer = "https://issuer.mcf.localhost"
  static let audience = "mcf"

  /// A file that nobody else can read at any time, complete or not there.
  private func writePrivately(_ text: String, to file: String) throws {
    let unfinished = file + ".new"
    try? FileManager.default.removeItem(atPath: unfinished)
    let isMade = FileManager.default.createFile(
      atPath: unfinished, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard isMade else { throw CocoaError(.fileWriteUnknown) }
    guard rename(unfinished, file) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  private func explained<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw Failure(
        .file,
        "cannot use the state folder \(path): \(Self.reason(error)); choose another with --state")
    }
  }

  /// In the system's words, where there are some.
  private static func reason(_ error: any Error) -> String {
    let cause = (error as? CocoaError)?.underlying ?? error
    return (cause as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
  }
}
