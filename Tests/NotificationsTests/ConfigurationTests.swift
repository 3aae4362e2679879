import Configuration
import Contracts
import FoundationEssentials
import Mail
import ServiceKit
import Testing

@testable import Notifications

@Suite("R-300: where mails go and from whom is configuration")
struct ConfigurationTests {
  private static let least = [
    "MCF_SMTP_URL": "smtp://leo:cream@mx.example:2525",
    "MCF_MAIL_FROM": "Make Cats Free <post@mcf.example>",
  ]

  private func read(_ values: [String: String]) throws -> NotificationsConfiguration {
    try NotificationsConfiguration(
      ConfigReader(
        provider: EnvironmentVariablesProvider(
          environmentVariables: Self.least.merging(values) { _, new in new })))
  }

  @Test("a server, and whom mails are from, with or without a name")
  func sender() throws {
    let sender = try #require(try read([:]).sender)
    #expect(sender.from.name == "Make Cats Free")
    #expect("\(sender.from.address) \(sender.domain)" == "post@mcf.example mcf.example")
    let other = try #require(
      try read(["MCF_MAIL_FROM": "post@mcf.example", "MCF_MAIL_DOMAIN": "mail.mcf.example"])
        .sender)
    #expect(other.from.name == "" && "\(other.domain)" == "mail.mcf.example")
  }

  @Test("where answers and reports go, if not to whom mails are from")
  func answers() throws {
    let sender = try #require(
      try read(["MCF_MAIL_REPLY_TO": "Help <help@mcf.example>", "MCF_MAIL_BOUNCES": "mcf.example"])
        .sender)
    #expect(sender.replyTo?.address.description == "help@mcf.example")
    #expect(sender.bounces?.of("cat")?.description == "bounce+cat@mcf.example")
    #expect(try read([:]).sender?.replyTo == nil && read([:]).sender?.bounces == nil)
  }

  @Test("letters lead to the portal that is named, with keys that open their links")
  func portal() throws {
    #expect(try read([:]).portal == nil)
    let site = ["MCF_PORTAL_SITE": "https://jobs.mcf.example/"]
    let error = #expect(throws: SettingError.self) { try read(site) }
    #expect(error?.name.contains("MCF_LINK_SEAL_KEYS") == true)
    let keys = ["MCF_LINK_SEAL_KEYS": HiringSamples.keys.keys.map(\.text).joined()]
    let link = try HiringSamples.link(.status, of: HiringSamples.application, at: MailSample.time)
    let portal = try read(site.merging(keys) { $1 }).portal
    #expect(
      try portal?.url(of: link, of: HiringSamples.application)
        == "https://jobs.mcf.example/portal/\(HiringSamples.token)")
  }

  @Test("without a server mails wait, whatever else is set")
  func none() throws {
    #expect(try read(["MCF_SMTP_URL": ""]).sender == nil)
  }

  @Test("what else can be set")
  func others() throws {
    let configuration = try read([
      "MCF_MAIL_PACKAGES_TO": "supplies@mcf.example", "MCF_MAIL_LANGUAGE": "ru",
      "MCF_MAIL_AUDIT_TO": "audit@mcf.example", "MCF_PUBLIC_URL": "https://mcf.example/",
      "MCF_MAIL_CONNECTIONS": "5", "MCF_MAIL_PER_SECOND": "50",
      "MCF_MAIL_HIRING_TO": "hiring@mcf.example",
    ])
    #expect(configuration.hiringTo?.description == "hiring@mcf.example")
    #expect(configuration.packagesTo?.description == "supplies@mcf.example")
    #expect(configuration.auditTo?.description == "audit@mcf.example")
    #expect(configuration.publicURL == "https://mcf.example")
    #expect(configuration.language == .russian)
    #expect(configuration.connections == 5 && configuration.perSecond == 50)
    #expect(try read([:]).ours.isEmpty)
  }

  @Test(
    "what cannot be used is named, and no secret with it",
    arguments: [
      ("MCF_SMTP_URL", "http://leo:cream@mx.example"), ("MCF_SMTP_TLS", "sometimes"),
      ("MCF_SMTP_CA", "/nowhere/to/be.pem"), ("MCF_MAIL_FROM", "nobody"),
      ("MCF_MAIL_FROM", ""), ("MCF_MAIL_FROM", "Leo <leo@mcf.example"),
      ("MCF_MAIL_REPLY_TO", "nobody"), ("MCF_MAIL_BOUNCES", "not a name"),
      ("MCF_MAIL_DOMAIN", "not a name"), ("MCF_MAIL_PACKAGES_TO", "nowhere"),
      ("MCF_MAIL_AUDIT_TO", "nowhere"), ("MCF_MAIL_HIRING_TO", "nowhere"),
      ("MCF_MAIL_LANGUAGE", "meow"),
      ("MCF_PORTAL_SITE", "https://jobs.mcf.example/apply"),
      ("MCF_MAIL_CONNECTIONS", "0"),
      ("MCF_MAIL_PER_SECOND", "0"),
    ])
  func refused(name: String, value: String) throws {
    let error = #expect(throws: SettingError.self) { try read([name: value]) }
    #expect(error?.name.contains(name) == true)
    #expect(error.map { "\($0)".contains("cream") } == false)
  }

  @Test("without TLS mails go to this machine only")
  func withoutTLS() throws {
    let error = #expect(throws: SettingError.self) { try read(["MCF_SMTP_TLS": "none"]) }
    #expect(error?.name == "MCF_SMTP_URL")
    #expect(
      try read(["MCF_SMTP_TLS": "none", "MCF_SMTP_URL": "smtp://127.0.0.1:25"]).sender != nil)
  }
}
