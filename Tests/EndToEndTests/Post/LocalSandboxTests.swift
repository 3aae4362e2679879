import Configuration
import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import mcf

@Suite("What mcf up has inside of the outside") struct LocalSandboxTests {
  @Test("a post office among it, unless mails go elsewhere", arguments: [nil, "smtp://mx.example"])
  func post(elsewhere: String?) throws {
    let folder = StateFolder(
      FileManager.default.temporaryDirectory.appending(path: "mcf-\(UUID().wire)").path)
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.make()
    let sandbox = try #require(
      try LocalSandbox(
        ConfigReader(
          provider: EnvironmentVariablesProvider(
            environmentVariables: elsewhere.map { ["MCF_SMTP_URL": $0] } ?? [:])),
        folder: folder, host: "127.0.0.1", service: "http://127.0.0.1:8080", logger: .silent))
    let url = try #require(sandbox.settings["MCF_COOKIE_CONTRACTOR_URL"])
      .replacing("/cookies", with: "/post")
    #expect(sandbox.lists.map(\.url).contains(url) == (elsewhere == nil))
    #expect((sandbox.settings["MCF_SMTP_TLS"] == "none") == (elsewhere == nil))
    let isTold = sandbox.settings["MCF_SMTP_URL"]?.hasPrefix("smtp://127.0.0.1:") == true
    #expect(isTold == (elsewhere == nil))
    #expect((sandbox.settings["MCF_MAIL_FROM"] != nil) == (elsewhere == nil))
    #expect((sandbox.settings["MCF_MAIL_PACKAGES_TO"] != nil) == (elsewhere == nil))
    #expect((sandbox.settings["MCF_MAIL_AUDIT_TO"] != nil) == (elsewhere == nil))
  }
}
