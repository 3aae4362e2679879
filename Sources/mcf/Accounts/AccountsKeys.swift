import Accounts
import ArgumentParser
import Configuration
import ServiceKit

struct AccountsRotateKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate-key",
    abstract: "Make the next key of sessions before its time.",
    discussion: """
      Keys turn by themselves every 90 days. The next one signs in a day, once every service has it. \
      If somebody else may have the present one: --now. Then nothing counts any more that it has \
      signed, and each page asks for its token anew; a service that has fetched the keys just before \
      believes the old one until it fetches them again, within ten minutes.

      MCF_ACCOUNTS_SECRET is what the service has, else that of the running `mcf up`.
      """)

  @Flag(help: "At once, and believe the present key no more.")
  var now = false

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let configuration = try await access.configuration()
    let secret =
      configuration.has(RequiredSetting.accountsSecret)
      ? try configuration[.accountsSecret] : try StateFolder(access.state).accountsSecret()
    let key = try await access.atAccounts { desk in
      try await desk.rotateKey(under: secret, isEmergency: now)
    }
    Console.say(now ? "\(key) signs from now on." : "\(key) signs in a day.")
  }
}

struct AccountsCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "See whether the providers of MCF_OIDC_PROVIDERS answer as they are set up.",
    discussion: """
      Fetches what each says of itself and its keys. With --id-token also what that token would \
      become here, by its claims alone. Exit code 1 when something is wrong.
      """)

  @Option(help: "An ID token of one of them.")
  var idToken: String?

  func run() async throws {
    let reader = try await ConfigReader.environment()
    let check = try ProviderCheck(reader, logger: Log.logger(reader, quiet: true))
    var findings = await check.findings()
    if let idToken { findings.append(await check.finding(of: idToken)) }
    guard !findings.isEmpty else {
      throw Failure(.configuration, "MCF_OIDC_PROVIDERS is empty: nobody can sign in")
    }
    for finding in findings {
      Console.say("\(finding.isGood ? "ok" : "no")  \(finding.title): \(finding.text)")
    }
    guard findings.allSatisfy(\.isGood) else { throw ExitCode(Exit.missing.rawValue) }
  }
}
