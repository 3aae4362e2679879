import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Orders

@Suite("R-074: stage one and the database agree on who is free")
struct FreeWorkersTests {
  @Test("whoever is found could have the order, and whoever is not could not", arguments: 0..<3)
  func agree(seed: UInt64) async throws {
    try await withDatabase { database in
      var world = MatchingWorld(seed: seed)
      var workers = (0..<25).map { _ in TestWorker(id: world.uuid()) }
      for index in workers.indices.suffix(4) { workers[index].isActive = false }
      try await database.admin.add(workers)
      try await database.enrol()
      for worker in workers {
        for _ in 0..<Int.random(in: 0...8, using: &world.random) {
          _ = try await database.admin.order(of: worker.id, world.span(), world.status())
        }
      }
      for _ in 0..<10 {
        var request = MatchingWorld.request()
        request.busy = world.span()
        request.excludedWorkers = workers.prefix(6).map(\.id)
          .filter { _ in Bool.random(using: &world.random) }
        let found = try await database.finalists(for: request)
        var free: Set<UUID> = []
        for worker in workers where worker.isActive && !request.excludedWorkers.contains(worker.id)
        {
          let order = try await database.admin.order(of: worker.id, request.busy)
          guard let order else { continue }
          free.insert(worker.id)
          try await database.admin.query("delete from orders.orders where id = \(order)")
        }
        #expect(Set(found) == free && found.count == free.count)
      }
    }
  }
}

extension MatchingWorld {
  /// Half hours of two days, so that many spans touch and many overlap.
  fileprivate mutating func span() -> Range<Date> {
    let start = Self.now.addingTimeInterval(Double(Int.random(in: 0..<96, using: &random)) * 1_800)
    return start..<start.addingTimeInterval(Double(Int.random(in: 1...8, using: &random)) * 1_800)
  }

  /// Of open orders and ended ones.
  fileprivate mutating func status() -> String {
    let all = ["accepted", "started", "completed", "cancelled", "failed"]
    return all[Int.random(in: all.indices, using: &random)]
  }
}

extension PostgresClient {
  /// Gives the worker such an order; nil: the database does not.
  fileprivate func order(
    of worker: UUID, _ busy: Range<Date>, _ status: String = "accepted"
  ) async throws -> UUID? {
    do {
      return try await addOrder(of: worker, busy, status: status)
    } catch let error as PostgresError where error.constraint == "order_worker_free" {
      return nil
    }
  }
}
