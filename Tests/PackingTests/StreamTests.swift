import AsyncHTTPClient
import Contracts
import FoundationEssentials
import HTTPTypes
import NIOCore
import NIOHTTP1
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import Packing

@Suite("R-160: the live list")
struct StreamTests {
  @Test("a new order and each step appear at once, whichever replica one follows")
  func live() async throws {
    try await withReplicas { bed, replicas in
      for replica in replicas {
        let answer = try await replica.follow()
        #expect(answer.status == .ok)
        #expect(answer.headers.first(name: "Content-Type") == "text/event-stream")
        var events = answer.events.makeAsyncIterator()
        let first = await events.next()
        #expect(first?.id != nil)
        #expect(first?.data == nil)
        // It happens at the other process.
        let other = replicas.first { $0.url != replica.url } ?? replica
        let order = bed.order()
        let id = try await bed.accept(order)
        let act = PackageAct(
          package: id, clerk: "c", versions: nil, now: bed.time.now)
        let made = await events.next()
        #expect(made?.type == "package")
        #expect(made?.package?.id == id.wire)
        _ = try await other.packing.database.withTransaction {
          try await other.packing.act(.ready, act, in: $0)
        }
        let ready = await events.next()
        #expect(ready?.package?.version == 2)
        #expect(ready?.data?.contains("\"status\":\"ready\"") == true)
      }
    }
  }

  @Test("who comes back says how far they got and is sent what they missed, once, in order")
  func resume() async throws {
    try await withReplicas { bed, replicas in
      let start = await replicas[0].nextEvent()
      let ids = try await bed.acceptMany(450)
      let answer = try await replicas[1].follow(after: start?.id)
      var seen: [String] = []
      var last: Int64 = 0
      for await event in answer.events {
        guard let package = event.package else { continue }
        let number = Int64(event.id ?? "") ?? 0
        #expect(number > last)
        last = number
        seen.append(package.id)
        if seen.count == ids.count { break }
      }
      #expect(Set(seen) == Set(ids.map(\.wire)))
      // The same by a parameter, for who has no header to set.
      let again = try await replicas[0].follow(query: "?after=\(last - 1)")
      var events = again.events.makeAsyncIterator()
      _ = await events.next()
      #expect(await events.next()?.id == String(last))
    }
  }

  @Test("who comes first begins at now: what changed while nobody followed is not sent")
  func firstFollower() async throws {
    try await withReplicas(1) { bed, replicas in
      _ = try await bed.acceptMany(3)
      let changed = try await bed.accept(bed.order())
      _ = try await bed.step("ready", changed)
      var events = try await replicas[0].follow().events.makeAsyncIterator()
      #expect(await events.next()?.data == nil)
      let new = try await bed.accept(bed.order())
      #expect(await events.next()?.package?.id == new.wire)
    }
  }

  @Test("who has seen more than there is, as after a restore, is sent all, and what comes then")
  func beyond() async throws {
    try await withReplicas(1) { bed, replicas in
      let early = try await bed.accept(bed.order())
      var events = try await replicas[0].follow(after: "1000000").events.makeAsyncIterator()
      #expect(await events.next()?.id == "0")
      #expect(await events.next()?.package?.id == early.wire)
      let late = try await bed.accept(bed.order())
      #expect(await events.next()?.package?.id == late.wire)
    }
  }

  @Test("who has seen a change that its package's next one took back is not sent all again")
  func takenBack() async throws {
    try await withReplicas(1) { bed, replicas in
      let id = try await bed.accept(bed.order())
      try await bed.database.app("packing").withTransaction { transaction in
        try await transaction.execute(LockNumbering())
        try await transaction.execute(NumberChanges())
      }
      let seen = try await bed.database.app("packing").query(
        "select change from packing.package", as: Int64.self)[0]
      _ = try await bed.step("ready", id)
      var events = try await replicas[0].follow(after: "\(seen)").events.makeAsyncIterator()
      #expect(await events.next()?.id == "\(seen)")
      #expect(await events.next()?.package?.version == 2)
    }
  }

  @Test("in a storm of changes, changing replicas all the time, nobody misses anything")
  func storm() async throws {
    try await withReplicas { bed, replicas in
      let start = await replicas[0].nextEvent()
      let watching = Task { () -> [String: Int] in
        var versions: [String: Int] = [:]
        var position = start?.id
        var visits = 0
        // Every package was seen in its last version, two.
        var isOver: Bool { versions.count == 120 && versions.values.allSatisfy { $0 == 2 } }
        while !isOver {
          visits += 1
          let answer = try await replicas[visits % 2].follow(after: position)
          var left = 7
          for await event in answer.events {
            if let id = event.id { position = id }
            if let package = event.package {
              versions[package.id] = max(package.version, versions[package.id] ?? 0)
            }
            left -= 1
            if left == 0 || isOver { break }
          }
        }
        return versions
      }
      // Sixteen writers, whose transactions commit in any order.
      let ids = try await atOnce(16) { writer -> [UUID] in
        var ids: [UUID] = []
        for _ in 0..<(writer < 8 ? 8 : 7) {
          let id = try await bed.accept(bed.order())
          _ = try await bed.step("ready", id)
          ids.append(id)
        }
        return ids
      }
      let versions = try await watching.value
      #expect(Set(versions.keys) == Set(ids.joined().map(\.wire)))
    }
  }

  @Test("a transaction that commits late is not passed over")
  func lateCommit() async throws {
    try await withReplicas(1) { bed, replicas in
      let (early, late) = (bed.order(), bed.order())
      let answer = try await replicas[0].follow()
      var events = answer.events.makeAsyncIterator()
      _ = await events.next()
      let database = bed.packing.database
      let (proceed, mayProceed) = AsyncStream.makeStream(of: Void.self)
      let (written, hasWritten) = AsyncStream.makeStream(of: Void.self)
      let slow = Task {
        try await database.withTransaction { transaction in
          bed.packing.take(.accepted(late, at: bed.time.now), in: transaction)
          _ = try await transaction.query("select 1")
          hasWritten.yield()
          for await _ in proceed { break }
        }
      }
      for await _ in written { break }
      try await bed.accept(early)
      let first = await events.next()
      #expect(first?.package?.id == early.orderID.wire)
      mayProceed.yield()
      try await slow.value
      let second = await events.next()
      #expect(second?.package?.id == late.orderID.wire)
      #expect((Int64(second?.id ?? "") ?? 0) > (Int64(first?.id ?? "") ?? 0))
    }
  }

  @Test("without any notification everything comes, a little later")
  func withoutNotifications() async throws {
    try await withReplicas(1) { bed, replicas in
      let answer = try await replicas[0].follow()
      var events = answer.events.makeAsyncIterator()
      _ = await events.next()
      // Past the module and its bell.
      let order = bed.order()
      try await bed.database.app("packing").withTransaction { transaction in
        try await transaction.execute(
          KeepOrder(
            order: order, version: 1, ending: nil, cookieDueAt: order.scheduledAt,
            now: bed.time.now))
      }
      #expect(await events.next()?.package?.id == order.orderID.wire)
    }
  }

  @Test("a graceful stop ends the streams")
  func stop() async throws {
    try await withReplicas { _, replicas in
      let answer = try await replicas[0].follow()
      var events = answer.events.makeAsyncIterator()
      _ = await events.next()
      await replicas[0].group.triggerGracefulShutdown()
      #expect(await events.next() == nil)
      try await eventually("nobody follows") { !replicas[0].packing.feed.hasStreams }
      _ = try #require(await replicas[1].nextEvent())
    }
  }

  @Test("no more follow than there is room for; who leaves, or only asks for the head, makes room")
  func limit() async throws {
    var configuration = PackingConfiguration()
    configuration.maxStreams = 2
    try await withReplicas(1, configuration) { bed, replicas in
      let replica = replicas[0]
      for _ in 0..<5 { _ = try await bed.head(replica) }
      try await eventually("nobody follows") { !replica.packing.feed.hasStreams }
      let first = try await replica.follow()
      let second = try await replica.follow()
      let refused = try await replica.follow()
      #expect(refused.status == .serviceUnavailable)
      #expect(refused.headers.first(name: "Retry-After") == "10")
      await replica.group.triggerGracefulShutdown()
      for answer in [first, second] { for await _ in answer.events {} }
    }
  }

  @Test("a manager who is deactivated meanwhile is sent nothing more, and may not come back")
  func deactivated() async throws {
    try await withReplicas(1) { bed, replicas in
      let manager = UUID.v7(at: bed.time.now)
      let answer = try await replicas[0].follow(as: .manager, subject: manager.wire)
      var events = answer.events.makeAsyncIterator()
      _ = await events.next()
      try await bed.accept(bed.order())
      #expect(await events.next()?.package != nil)
      let state = ManagerChanged(
        id: manager, name: "Vaska", email: "vaska@mcf.example", language: nil, active: false,
        version: 2)
      try await bed.database.deliver(
        state, of: manager, version: 2, from: "managers", to: "packing")
      try await eventually("it has arrived") {
        try await bed.database.admin.query(
          "select active from packing.person where id = \(manager)", as: Bool.self) == [false]
      }
      try await bed.accept(bed.order())
      #expect(await events.next() == nil)
      let again = try await replicas[0].follow(as: .manager, subject: manager.wire)
      #expect(again.status == .forbidden)
    }
  }

  @Test("clerks and managers follow; a worker, a stranger and nonsense are refused")
  func access() async throws {
    try await withReplicas(1) { _, replicas in
      let replica = replicas[0]
      let allowed = try await replica.follow(as: .manager)
      #expect(allowed.status == .ok)
      for role in [Role.worker, .client, .hcb, .contractor] {
        let refused = try await replica.follow(as: role)
        #expect(refused.status == .forbidden)
      }
      let nonsense = [
        try await replica.follow(after: "yesterday"), try await replica.follow(query: "?after=-1"),
        try await replica.follow(query: "?colour=red"),
      ]
      for answer in nonsense { #expect(answer.status == .badRequest) }
    }
  }
}

extension Replica {
  /// The first event of a new stream, which tells where it begins.
  func nextEvent() async -> SeenEvent? {
    guard let answer = try? await follow() else { return nil }
    var events = answer.events.makeAsyncIterator()
    return await events.next()
  }
}

extension Fixture {
  /// Many packages at once.
  func acceptMany(_ count: Int) async throws -> [UUID] {
    try await packing.database.withTransaction { transaction in
      var ids: [UUID] = []
      for _ in 0..<count {
        let order = order()
        packing.take(.accepted(order, at: time.now), in: transaction)
        ids.append(order.orderID)
      }
      return ids
    }
  }

  fileprivate func head(_ replica: Replica) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: replica.url + "/api/packages/stream")
    request.method = .HEAD
    let token = try TestIssuer.shared.token(.clerk, subject: "c-1")
    request.headers.add(name: "Authorization", value: "Bearer \(token)")
    return try await HTTPClient.shared.execute(request, timeout: .seconds(60))
  }
}
