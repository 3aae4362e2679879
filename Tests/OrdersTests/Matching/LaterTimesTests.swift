import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-073: later times at which somebody is free") struct LaterTimesTests {
  private let request = MatchingWorld.request()

  private func laterTimes(
    _ database: TestDatabase, _ request: MatchRequest? = nil, days: Double = 14
  ) async throws -> [Double] {
    let external = ExternalSteps(hosts: .thisMachine)
    let times = try await database.matcher(external: external).laterTimes(
      request ?? self.request, until: self.request.scheduledAt + days * 86_400)
    try await external.close()
    return times.map { $0.timeIntervalSince(self.request.scheduledAt) / 3_600 }
  }

  @Test("the first three half hours, on the half hour")
  func afterOrders() async throws {
    try await withDatabase { database in
      let worker = TestWorker()
      try await database.admin.add([worker])
      try await database.enrol()
      // Busy until two hours after the end; whoever comes needs an hour before.
      try await database.admin.addOrder(
        of: worker.id, request.busy.lowerBound..<request.endsAt + 7_200)
      #expect(try await laterTimes(database) == [4, 4.5, 5])
      var odd = request
      odd.scheduledAt += 61
      odd.endsAt += 61
      odd.busy = request.busy.lowerBound + 61..<request.busy.upperBound + 61
      #expect(try await laterTimes(database, odd) == [4, 4.5, 5])
    }
  }

  @Test("absences and hours count, and the time asked for is not among them")
  func absencesAndHours() async throws {
    try await withDatabase { database in
      var absent = TestWorker()
      absent.absences = "{[-infinity,\((request.scheduledAt + 86_400).ISO8601Format()))}"
      // Sundays only; the request is for a Saturday at 11 in Moscow.
      var sundays = TestWorker()
      sundays.hours = "{[8640,10080)}"
      try await database.admin.add([sundays])
      try await database.enrol()
      #expect(try await laterTimes(database) == [14, 14.5, 15])
      #expect(try await laterTimes(database, days: 0.5) == [])
      try await database.admin.query("update workers.worker set active = false")
      try await database.admin.add([absent])
      try await database.enrol()
      #expect(try await laterTimes(database) == [25, 25.5, 26])
    }
  }

  @Test("none when nobody is active or all are excluded")
  func nobody() async throws {
    try await withDatabase { database in
      #expect(try await laterTimes(database) == [])
      let worker = TestWorker()
      try await database.admin.add([worker])
      try await database.enrol()
      #expect(try await laterTimes(database) == [0.5, 1, 1.5])
      var excluding = request
      excluding.excludedWorkers = [worker.id]
      #expect(try await laterTimes(database, excluding) == [])
    }
  }
}
