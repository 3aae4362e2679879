import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("Who comes while somebody else changes the same package")
struct PackageLockTests {
  @Test("an answer shows the cookie of its own version")
  func cookieOfVersion() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      let answer = try await bed.during(.cookieArrived, id) { try await bed.step("ready", id) }
      #expect(answer.status == 200)
      #expect(answer["version"] == 3)
      #expect(answer["cookie"]?["status"] == "arrived")
    }
  }

  @Test("If-Match is held against the version that there is in the end")
  func precondition() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      let answer = try await bed.during(.ready, id) {
        try await bed.step("cookie-arrived", id, headers: ["If-Match": "\"1\""])
      }
      #expect(answer.status == 412)
      #expect(try await bed.show(id)["cookie"]?["status"] == "due")
      let again = try await bed.step("cookie-arrived", id, headers: ["If-Match": "\"2\""])
      #expect(again.status == 200)
    }
  }
}

extension Fixture {
  /// What somebody is answered who comes while a step is done but not committed, and waits for it.
  fileprivate func during(
    _ step: PackageStep, _ id: UUID, _ other: @escaping @Sendable () async throws -> TestAnswer
  ) async throws -> TestAnswer {
    let (proceed, mayProceed) = AsyncStream.makeStream(of: Void.self)
    let (written, hasWritten) = AsyncStream.makeStream(of: Void.self)
    defer { mayProceed.finish() }
    let act = PackageAct(package: id, clerk: "c", versions: nil, now: time.now)
    async let first: Void = packing.database.withTransaction { transaction in
      defer { hasWritten.finish() }
      _ = try await packing.act(step, act, in: transaction)
      hasWritten.yield()
      for await _ in proceed { break }
    }
    for await _ in written { break }
    async let second = other()
    try await eventually("it waits") {
      try await !database.admin.query(
        """
        select 1
          from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'
        """, as: Int32.self
      ).isEmpty
    }
    mayProceed.yield()
    try await first
    return try await second
  }
}
