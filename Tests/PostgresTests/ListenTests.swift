import LocalPostgres
import Postgres
import TestSupport
import Testing

@Suite("LISTEN")
struct ListenTests {
  private func uniqueName() -> String { "Channel \"\(UInt64.random(in: 0..<UInt64.max))" }

  @Test("a notification reaches every listener; each is told first that LISTEN is in force")
  func arrives() async throws {
    let channel = uniqueName()
    try await withClient { (db) async throws in
      var one = db.listen(to: channel).makeAsyncIterator()
      #expect(await one.next() == .listening)
      var two = db.listen(to: channel).makeAsyncIterator()
      #expect(await two.next() == .listening)
      try await db.query("select pg_notify(\(channel), 'miaow')")
      #expect(await one.next() == .notification(payload: "miaow"))
      #expect(await two.next() == .notification(payload: "miaow"))
    }
  }

  @Test("after a lost connection it listens again and says so")
  func reconnects() async throws {
    let channel = uniqueName()
    try await withClient { (observer) async throws in
      try await withClient(configured: { $0.applicationName = channel }) { (db) async throws in
        var events = db.listen(to: channel).makeAsyncIterator()
        #expect(await events.next() == .listening)
        for round in 0..<3 {
          try await observer.query(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = \(channel)
            """)
          #expect(await events.next() == .listening)
          try await observer.query("select pg_notify(\(channel), \("\(round)"))")
          #expect(await events.next() == .notification(payload: "\(round)"))
        }
      }
    }
  }

  @Test("it survives a restart of the server")
  func restart() async throws {
    try await withPrivateServer { server in
      try await server.withClient { (db) async throws in
        var events = db.listen(to: "bell").makeAsyncIterator()
        #expect(await events.next() == .listening)
        try await server.restart(.immediate)
        #expect(await events.next() == .listening)
        try await eventually("the bell can be rung") {
          (try? await db.query("notify bell")) != nil
        }
        #expect(await events.next() == .notification(payload: ""))
      }
    }
  }

  @Test("the connection closes with its last listener, the sequence with the client")
  func ends() async throws {
    let channel = uniqueName()
    try await withClient { (observer) async throws in
      func connections() async throws -> Int {
        try await observer.query(
          "select 1 from pg_stat_activity where application_name = \(channel)", as: Int32.self
        ).count
      }
      let kept = try await withClient(configured: { $0.applicationName = channel }) {
        (db) async throws in
        let reader = Task { for await _ in db.listen(to: channel) {} }
        try await eventually("it listens") { try await connections() == 1 }
        reader.cancel()
        await reader.value
        try await eventually("the connection is closed") { try await connections() == 0 }
        return db.listen(to: channel)
      }
      for await event in kept { #expect(event == .listening) }
    }
  }
}
