import AsyncHTTPClient
import Configuration
import FoundationEssentials
import Hummingbird
import Logging
import NIOHTTP1
import Postgres
import TestSupport
import Testing

@testable import ServiceKit
@testable import mcf

/// The composition root that `main` uses, in this process and on a database of the test's own.
@Suite struct CompositionTests {
  private static let everything = ServiceEntry.allCases

  @Test(
    "a process runs the services that it is told to run, and no others",
    arguments: everything.map { [$0] } + [ServiceEntry.known])
  func runsWhatIsNamed(names: [ServiceEntry]) async throws {
    try await withDatabases(clusterLayout().databaseNames) { databases in
      try await Self.running(names, on: databases) { url in
        // What strangers reach says nothing of other services.
        #expect(try await Self.status(of: url + "/api") == (names[0].isPublic ? 404 : 200))
        let ready = try await Self.status(of: url + "/readyz")
        #expect(ready == 200)
        for name in Self.everything {
          let found = try await Self.status(of: "\(url)/api/\(name.name)/openapi.yaml")
          // Of one that not everybody may know of nobody hears who does not say who asks.
          let isShown = names.contains(name) && name.type.audience.isEverybody
          #expect(found == (isShown ? 200 : 404), "\(name)")
        }
      }
    }
  }

  @Test("the sign-in page names nothing that there is not; those of services are loaded above")
  func signInPage() throws { _ = try SignIn.pages() }

  @Test("a service waits 8 s for what its database answers, and 2 s for each of its hosts")
  func deadlines() throws {
    for name in Self.everything {
      let configuration = ConfigReader(
        provider: EnvironmentVariablesProvider(
          environmentVariables: [name.databaseURL.name: "postgres://a,b/mcf"]))
      let database = try name.databaseConfiguration(configuration)
      #expect(database.answerTimeout == .seconds(8))
      #expect(database.connectTimeout == .seconds(2))
    }
  }

  @Test("migrations that cannot be read do not say that everything is deployed")
  func deployed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let packing = folder.appending(path: "packing")
    try FileManager.default.createDirectory(at: packing, withIntermediateDirectories: true)
    try Data().write(to: packing.appending(path: "001_packing.sql"))
    #expect(try ServiceEntry.deployed(in: folder.path).map(\.name) == ["packing"])
    try Data("{".utf8).write(to: packing.appending(path: "schema.json"))
    #expect(throws: MigrationError.self) { try ServiceEntry.deployed(in: folder.path) }
  }

  @Test("each setting is described once, by the name that an environment may have")
  func settings() {
    let names = SettingList.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.filter { !$0.hasPrefix("MCF_") || $0 != $0.uppercased() } == [])
    #expect(SettingList.all.filter(\.meaning.isEmpty).isEmpty)
  }

  @Test("the demo cats are the same ones every time, and no two share an address")
  func demoCats() {
    #expect(Set(DemoCats.clients.map(\.externalID)).count == 50)
    #expect(Set(DemoCats.workers.map(\.email)).count == 200)
    #expect(Set(DemoCats.workers.map(\.code.count)) == [20])
  }

  /// Runs the process for as long as `body` takes.
  private static func running(
    _ names: [ServiceEntry], on databases: [DatabaseName: TestDatabase],
    _ body: @Sendable (String) async throws -> Void
  ) async throws {
    var settings = [
      "MCF_PORT": "0", "MCF_METRICS_PORT": "0", "MCF_PORTAL_PORT": "0",
      "MCF_PORTAL_KEYS": KeyRing.random().text,
      "MCF_AUTH_ISSUER": "https://issuer.test", "MCF_AUTH_JWKS_URL": "http://127.0.0.1:9/",
    ].merging(neededSecrets) { $1 }
    for name in names {
      let database = databases[DatabaseName(rawValue: try name.database(in: clusterLayout()))]
      settings[name.databaseURL.name] = try #require(database)
        .url(DatabaseRole(rawValue: name.role))
    }
    let configuration = ConfigReader(
      provider: EnvironmentVariablesProvider(environmentVariables: settings))
    let (ports, started) = AsyncStream.makeStream(of: Int.self)
    let logger = Logger.silent
    let application = try compose(
      names, configuration: configuration, metrics: PrometheusRegistry(), logger: logger
    ) {
      started.yield($0)
      started.finish()
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { started.finish() }
        try await application.run()
      }
      for await port in ports { try await body("http://127.0.0.1:\(port)") }
      group.cancelAll()
      try? await group.waitForAll()
    }
  }

  private static func status(of url: String) async throws -> UInt {
    let request = HTTPClientRequest(url: url)
    return try await HTTPClient.shared.execute(request, timeout: .seconds(30)).status.code
  }
}

/// What hiring and signing in do not start without.
let neededSecrets = {
  let secret = String(repeating: "A", count: 43) + "="
  return [
    "MCF_PORTAL_KEYS": "1:\(secret)", "MCF_LINK_SEAL_KEYS": "1:\(secret)",
    "MCF_EMAIL_PEPPER": secret, "MCF_ACCOUNTS_SECRET": "1:\(secret)",
  ]
}()

/// Runs `body` with a copy of each of a deployment's databases.
private func withDatabases(
  _ names: [DatabaseName], made: [DatabaseName: TestDatabase] = [:],
  _ body: ([DatabaseName: TestDatabase]) async throws -> Void
) async throws {
  guard let name = names.first else { return try await body(made) }
  try await withDatabase(name) { database in
    try await withDatabases(
      Array(names.dropFirst()), made: made.merging([name: database]) { $1 }, body)
  }
}
