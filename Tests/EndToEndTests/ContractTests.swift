import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
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
    let golden = try Self.golden()
    for event in Self.services.flatMap({ $0.type.publishes }) {
      #expect(golden["\(event.type).json"] != nil, "\(event.type)")
    }
  }

  /// A member that is gone, renamed, of another form or required by now is not written again, or
  /// keeps the event from being read.
  @Test("each golden file is an event of its type, which is written again as it was read")
  func goldenShapes() throws {
    let published = Self.services.flatMap { $0.type.publishes }
    for (file, text) in try Self.golden() {
      let name = file.replacing(".json", with: "").prefix { $0 != "-" }
      let event = try #require(published.first { $0.type == name }, "nobody publishes \(file)")
      let written = try Self.rewritten(text, as: event)
      let (again, before) = try (JSONValue(parsing: written.utf8), JSONValue(parsing: text.utf8))
      #expect(again.sorted == before.sorted, "\(file) is now \(written)")
    }
  }

  private static func rewritten<Payload: EventPayload>(
    _ text: String, as _: Payload.Type
  ) throws -> String {
    try WireCoding.encodeText(WireCoding.decode(Payload.self, from: text))
  }

  /// The golden files, by their names.
  private static func golden() throws -> [String: String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "ContractsTests/golden").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(
      uniqueKeysWithValues: files.map {
        ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
      })
  }

  @Test("operators are told who takes what, everybody else who publishes")
  func asyncAPI() throws {
    let document = AsyncAPIDocument(of: Self.services.map { $0.type })
    let (text, whole) = (try document.text(), try document.textWithConsumers())
    #expect(!text.contains("action: receive"))
    for service in Self.services {
      for event in service.type.publishes {
        #expect(text.contains("\n    \(event.type):\n"), "\(event.type)")
      }
      for event in service.type.consumes {
        let source = try #require(Self.publisher(of: event))
        let start = try #require(whole.firstRange(of: "\n  \(service).receive.\(source):\n"))
        let operation = whole[start.upperBound...].split(separator: "\n")
          .prefix { $0.hasPrefix("    ") }
        #expect(operation.contains { $0.hasSuffix("/messages/\(event.type)'}") }, "\(service)")
      }
    }
  }

  @Test("whoever takes a manager's word hears who is none any more")
  func managers() {
    for service in Self.services
    where !service.type.isPublic
      && !service.type.publishes.contains(where: { $0 == ManagerChanged.self })
    {
      #expect(service.type.consumes.contains { $0 == ManagerChanged.self }, "\(service)")
    }
  }

  private static func publisher(of event: any EventPayload.Type) -> ServiceEntry? {
    services.first { $0.type.publishes.contains { $0.type == event.type } }
  }
}
