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
    where !service.type.publishes.contains(where: { $0 == ManagerChanged.self }) {
      #expect(service.type.consumes.contains { $0 == ManagerChanged.self }, "\(service)")
    }
  }

  private static func publisher(of event: any EventPayload.Type) -> ServiceEntry? {
    services.first { $0.type.publishes.contains { $0.type == event.type } }
  }
}
