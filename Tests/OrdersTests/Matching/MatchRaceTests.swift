import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("matching under races") struct MatchRaceTests {
  @Test(
    "R-074: 200 clients, 5 workers, one time: five get somebody, all others hear of later times")
  func oneTime() async throws {
    try await withOrders { bed in
      let type = try await arrange(bed)
      let answers = try await order(bed, type) { _ in 24 }
      let accepted = answers.map(\.answer).filter { $0.status == 201 }
      #expect(accepted.count == 5)
      #expect(Set(accepted.compactMap { $0["worker_id"]?.string }).count == 5)
      try await expectRefusalsAreTrue(answers, bed)
    }
  }

  @Test("R-074: 200 clients, 5 workers, many overlapping times: refused only when all are busy")
  func manyTimes() async throws {
    try await withOrders { bed in
      let type = try await arrange(bed)
      // Every two hours a worker could go; half of the times are in between.
      let answers = try await order(bed, type) { 24 + Double($0 % 40) }
      #expect(answers.contains { $0.answer.status == 201 })
      try await expectRefusalsAreTrue(answers, bed)
    }
  }

  private func arrange(_ bed: Testbed) async throws -> UUID {
    for client in 0..<200 { try await bed.addClient("c\(client)") }
    try await bed.addWorkers(5)
    return try await bed.addServiceType()
  }

  private func order(
    _ bed: Testbed, _ type: UUID, inHours hours: @Sendable @escaping (Int) -> Double
  ) async throws -> [Asked] {
    try await withThrowingTaskGroup(of: Asked.self) { group in
      for client in 0..<200 {
        group.addTask {
          let answer = try await bed.post(
            "/api/orders", as: .client("c\(client)"), bed.form(type, inHours: hours(client)),
            key: "race-\(client)")
          return Asked(at: bed.now + hours(client) * 3_600, answer: answer)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private struct Asked: Sendable {
    let at: Date
    let answer: TestAnswer
  }

  /// No overlap, nothing but 201 and 409, each order with its trace; and at every time that was
  /// refused all five are busy in the end.
  private func expectRefusalsAreTrue(_ answers: [Asked], _ bed: Testbed) async throws {
    let refused = answers.filter { $0.answer.status != 201 }
    for each in refused {
      #expect(each.answer.status == 409 && each.answer.problem == "no-worker-free")
      #expect(each.answer["later_times"]?.array?.count == 3)
    }
    for time in Set(refused.map(\.at)) {
      let busy = try await bed.admin.query(
        """
        select count(distinct worker_id)
        from   orders.orders
        where  busy && tstzrange(\(time - 3_600), \(time + 3_600))
        """, as: Int.self)
      #expect(busy == [5])
    }
    let overlaps = try await bed.admin.query(
      """
      select count(*)
      from   orders.orders a
             join orders.orders b
               on b.worker_id = a.worker_id and b.id > a.id and b.busy && a.busy
      """, as: Int.self)
    #expect(overlaps == [0])
    let traced = try await bed.admin.query(
      "select count(*) from orders.orders o join orders.match_trace t on t.order_id = o.id",
      as: Int.self)
    #expect(traced == [answers.count - refused.count])
  }
}
