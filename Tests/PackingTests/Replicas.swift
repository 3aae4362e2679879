import AsyncHTTPClient
import Contracts
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport

@testable import Packing

/// A process of packing's, as a deployment runs several: with a socket and connections of its own.
struct Replica: Sendable {
  let url: String
  let group: ServiceGroup
  let packing: PackingModule
}

/// Runs `body` with so many replicas over one database, and one module to make packages with.
func withReplicas(
  _ count: Int = 2, _ configuration: PackingConfiguration = PackingConfiguration(),
  _ body: @escaping @Sendable (Fixture, [Replica]) async throws -> Void
) async throws {
  try await withPacking(configuration) { bed in
    try await withThrowingTaskGroup(of: Void.self) { group in
      var replicas: [Replica] = []
      for _ in 0..<count {
        replicas.append(try await Replica.start(configuration, bed, in: &group))
      }
      try await body(bed, replicas)
      for replica in replicas { await replica.group.triggerGracefulShutdown() }
      try await group.waitForAll()
    }
  }
}

extension Replica {
  fileprivate static func start(
    _ configuration: PackingConfiguration, _ bed: Fixture,
    in tasks: inout ThrowingTaskGroup<Void, any Error>
  ) async throws -> Replica {
    let database = PostgresClient(
      PostgresConfiguration(url: bed.database.url(.app("packing"))), logger: .silent)
    let packing = PackingModule(
      database: database, clock: bed.time.clock, configuration: configuration, logger: .silent)
    var settings = ServerSettings()
    settings.port = 0
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let application = try buildApplication(
      modules: [packing], authenticator: TestIssuer.shared.verifier(),
      sessions: TestSessions.shared.verifier(), settings: settings, logger: .silent
    ) { found.yield($0) }
    let group = ServiceGroup(services: [application], logger: .silent)
    tasks.addTask { try await group.run() }
    for await port in ports {
      return Replica(url: "http://127.0.0.1:\(port)", group: group, packing: packing)
    }
    throw CancellationError()
  }

  /// Opens the live list as a browser does.
  func follow(
    as role: Role = .clerk, subject: String = "c-1", after id: String? = nil, query: String = ""
  ) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: url + "/api/packages/stream" + query)
    let token = try TestIssuer.shared.token(role, subject: subject)
    request.headers.add(name: "Authorization", value: "Bearer \(token)")
    if let id { request.headers.add(name: "Last-Event-ID", value: id) }
    return try await HTTPClient.shared.execute(request, timeout: .seconds(60))
  }
}

/// An event as a browser reads it.
struct SeenEvent: Sendable {
  var id: String?
  var type: String?
  var data: String?

  /// The package's id and version.
  var package: (id: String, version: Int)? {
    guard let json = try? JSONValue(parsing: Array((data ?? "").utf8)),
      let id = json["id"]?.string, let version = json["version"]?.int
    else { return nil }
    return (id, version)
  }
}

extension HTTPClientResponse {
  /// The stream's events, comments left out; it ends when the connection does, however.
  var events: AsyncStream<SeenEvent> {
    let (events, found) = AsyncStream.makeStream(of: SeenEvent.self)
    let body = body
    let reading = Task {
      var text = ""
      do {
        for try await chunk in body {
          text += String(buffer: chunk)
          while let end = text.firstRange(of: "\n\n") {
            if let event = SeenEvent(text[..<end.lowerBound]) { found.yield(event) }
            text = String(text[end.upperBound...])
          }
        }
      } catch {
        // Cut off: an end like another.
      }
      found.finish()
    }
    found.onTermination = { _ in reading.cancel() }
    return events
  }
}

extension SeenEvent {
  fileprivate init?(_ block: Substring) {
    for line in block.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
      switch parts[0] {
      case "id": id = value
      case "event": type = value
      case "data": data = data.map { $0 + "\n" + value } ?? value
      default: break
      }
    }
    if id == nil, data == nil { return nil }
  }
}
