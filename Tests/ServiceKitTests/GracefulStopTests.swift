import AsyncHTTPClient
import Hummingbird
import NIOCore
import Postgres
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

/// A service with one route that answers when it is told to.
private struct PatientModule: ServiceModule {
  static let name = "patient"
  static let openAPI = ""
  static let statements: [any Postgres.Statement.Type] = []

  var database = PostgresClient(
    PostgresConfiguration(url: "host=/nowhere dbname=none"), logger: silent)
  var backgroundServices: [any Service] = []
  let started: AsyncStream<Void>.Continuation
  let mayFinish: AsyncStream<Void>

  func addRoutes(to router: ServiceRouter) {
    router.get("/api/patient") { _, _ in
      started.yield()
      for await _ in mayFinish { break }
      return json("done" as JSONValue)
    }
  }
}

@Suite("Graceful stop")
struct GracefulStopTests {
  @Test("a stop refuses new connections, finishes what is under way, then ends")
  func stop() async throws {
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let (mayFinish, finish) = AsyncStream.makeStream(of: Void.self)
    let (ports, foundPort) = AsyncStream.makeStream(of: Int.self)
    var settings = ServerSettings()
    settings.port = 0
    let app = try buildApplication(
      modules: [PatientModule(started: start, mayFinish: mayFinish)],
      authenticator: TestIssuer.shared.verifier(), settings: settings, logger: silent
    ) { foundPort.yield($0) }
    let group = ServiceGroup(configuration: .init(services: [app], logger: silent))
    let running = Task { try await group.run() }
    var portIterator = ports.makeAsyncIterator()
    let port = try #require(await portIterator.next())

    let url = "http://127.0.0.1:\(port)"
    let answer = Task {
      let response = try await HTTPClient.shared.execute(
        HTTPClientRequest(url: url + "/api/patient"), timeout: .seconds(60))
      return String(buffer: try await response.body.collect(upTo: 100))
    }
    var startedIterator = started.makeAsyncIterator()
    _ = await startedIterator.next()
    await group.triggerGracefulShutdown()
    try await eventually("new connections are refused") { await isRefused(url) }
    finish.yield()
    let text = try await answer.value
    #expect(text == "\"done\"")
    try await running.value
  }

  private func isRefused(_ url: String) async -> Bool {
    do {
      let request = HTTPClientRequest(url: url + "/livez")
      _ = try await HTTPClient.shared.execute(request, timeout: .seconds(1))
      return false
    } catch {
      return true
    }
  }
}
