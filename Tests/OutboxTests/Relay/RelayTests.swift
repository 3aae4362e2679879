import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("The relay")
struct RelayTests {
  @Test("carries what is appended, once, by doorbell and without", arguments: [true, false])
  func delivers(notifies: Bool) async throws {
    try await withRelayBed { bed in
      try await bed.withRelay(notifies: notifies) {
        try await bed.waitUntilStarted()
        for key in 0..<5 { try await bed.publish(key) }
        try await bed.ring()
        try await bed.settle()
        for key in 0..<5 { try await bed.publish(key) }
        try await bed.settle()
      }
    }
  }
}
