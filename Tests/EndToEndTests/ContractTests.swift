import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import mcf

/// What the services publish and take, over all of them.
@Suite("Events between services")
struct ContractTests {
  private static let services = ServiceEntry.allCases

  @Test("a type has one publisher, and who takes it takes it from there")
  func publishers() {
    let published = Self.services.flatMap { $0.type.publishes.map { $0.type } }
    #expect(Set(published).count == published.count)
    for service in Self.services {
      for event in service.type.consumes {
        #expect(Self.publisher(of: event) != nil, "\(service) takes \(event.type)")
        #expect(Self.publisher(of: event) != service, "\(service) takes its own \(event.type)")
      }
    }
  }

  @Test("each published type has a golden file, so that a changed shape fails")
  func goldenFiles() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "ContractsTests/golden").path
    let golden = try FileManager.default.contentsOfDirectory(atPath: folder)
    for event in Self.services.flatMap({ $0.type.publishes }) {
      #expect(golden.contains("\(event.type).json"), "\(event.type)")
    }
  }

  @Test("the AsyncAPI document names exactly these publishers and consumers")
  func asyncAPI() throws {
    let document = AsyncAPI.document
    let start = try #require(document.firstRange(of: "\noperations:\n"))
    let end = try #require(document.firstRange(of: "\n\ncomponents:\n"))
    let written = document[start.upperBound..<end.lowerBound]
    let meant = (Self.services.flatMap(Self.sending) + Self.services.flatMap(Self.receiving))
      .joined(separator: "\n")
    #expect(written == meant, "it should say:\n\(meant)")
  }

  @Test("whoever takes a manager's word hears who is none any more")
  func managers() {
    for service in Self.services
    where !service.type.publishes.contains(where: { $0 == ManagerChanged.self }) {
      #expect(service.type.consumes.contains { $0 == ManagerChanged.self }, "\(service)")
    }
  }

  private static func publisher(of event: any EventPayload.Type) -> ServiceEntry? {
    services.first { $0.type.publishes.contains { $0.type == event.type } }
  }

  private static func sending(_ service: ServiceEntry) -> [String] {
    let events = service.type.publishes
    return events.isEmpty
      ? [] : [operation("\(service).send", "send", of: service, on: service, events)]
  }

  /// One a source that the service takes from, as there is one link of the relay.
  private static func receiving(_ service: ServiceEntry) -> [String] {
    services.compactMap { source in
      let events = service.type.consumes.filter { publisher(of: $0) == source }
      guard !events.isEmpty else { return nil }
      return operation("\(service).receive.\(source)", "receive", of: service, on: source, events)
    }
  }

  private static func operation(
    _ name: String, _ action: String, of service: ServiceEntry, on channel: ServiceEntry,
    _ events: [any EventPayload.Type]
  ) -> String {
    let messages = events.map { "      - {$ref: '#/channels/\(channel)/messages/\($0.type)'}" }
    return """
        \(name):
          action: \(action)
          channel: {$ref: '#/channels/\(channel)'}
          tags: [{name: \(service)}]
          messages:
      \(messages.joined(separator: "\n"))
      """
  }
}
