import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Metrics
import Postgres
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Idempotency, in the transaction of the effect")
struct IdempotencyTests {
  private let time = ManualClock()

  private func key(
    _ text: String = "k", caller: ExactText = "client:1", body: String = "{}"
  ) throws -> IdempotencyKey {
    try IdempotencyKey(
      header: text, caller: caller, method: "POST", path: "/api/orders",
      body: BodyDigest(JSONParser.parse(body.utf8), sent: body.utf8))
  }

  /// Runs an effect that can be counted: one row in a table of its own.
  private func act(
    _ database: TestDatabase, _ key: IdempotencyKey?, answer: String = "first",
    then: @Sendable (Transaction) async throws -> Void = { _ in }
  ) async throws -> Response {
    try await database.app("clients").withIdempotency(key, at: time.now) { transaction in
      try await transaction.query("insert into effect values (\(answer))")
      try await then(transaction)
      return StoredAnswer(
        ["answer": .string(answer)] as JSONValue, status: .created, etag: 3, location: "/api/x/1")
    }
  }

  private func withEffects<T>(_ body: (TestDatabase) async throws -> T) async throws -> T {
    try await withDatabase { database in
      try await database.admin.withConnection { connection in
        try await connection.script(
          "create table clients.effect (answer text); grant all on clients.effect to clients_app")
      }
      return try await body(database)
    }
  }

  private func effects(_ database: TestDatabase) async throws -> Int {
    try await database.app("clients").query("select count(*) from effect", as: Int.self).first ?? -1
  }

  private func slug(_ body: () async throws -> Response) async throws -> String? {
    do {
      _ = try await body()
      return nil
    } catch let problem as Problem {
      return problem.slug
    }
  }

  @Test("the same request again gets the first answer, marked as replayed, and does nothing")
  func replay() async throws {
    try await withEffects { database in
      let first = try await act(database, key())
      let again = try await act(database, key("\"k\""), answer: "second")
      #expect(first.headers[.idempotencyReplayed] == nil)
      #expect(again.headers[.idempotencyReplayed] == "true")
      for name in [HTTPField.Name.eTag, .location, .contentType, .contentLength] {
        #expect(again.headers[name] == first.headers[name] && first.headers[name] != nil)
      }
      #expect(again.status == .created)
      #expect(try await effects(database) == 1)
      let early = try await database.app("clients").storedAnswer(for: key(), at: time.now)
      #expect(early?.headers[.idempotencyReplayed] == "true")
      let none = try await database.app("clients").storedAnswer(for: key("other"), at: time.now)
      #expect(none == nil)
    }
  }

  @Test("the same request in another spelling gets the first answer, another one is refused")
  func spelling() async throws {
    try await withEffects { database in
      _ = try await act(database, key(body: #"{"place":"Attic","minutes":60}"#))
      let again = try await act(database, key(body: #"{ "minutes": 60.0, "place": "Attic" }"#))
      #expect(again.headers[.idempotencyReplayed] == "true")
      let other = try await slug {
        try await act(database, key(body: #"{"place":"Cellar","minutes":60}"#))
      }
      #expect(other == "idempotency-key-reused")
      #expect(try await effects(database) == 1)
    }
  }

  @Test("an answer that was kept by the bytes of its request is given for those bytes")
  func keptByBytes() async throws {
    try await withEffects { database in
      let body = #"{"b":1,"a":2}"#
      _ = try await act(database, key(body: body))
      var hash = SHA256()
      hash.update(data: Array("POST /api/orders\n".utf8))
      hash.update(data: Array(SHA256.hash(data: Array(body.utf8))))
      let former = Array(hash.finalize())
      try await database.admin.query("update clients.idempotency set fingerprint = \(former)")
      let again = try await act(database, key(body: body))
      #expect(again.headers[.idempotencyReplayed] == "true")
      let other = try await slug { try await act(database, key(body: #"{"b":1,"a":3}"#)) }
      #expect(other == "idempotency-key-reused")
    }
  }

  @Test("while the first waits for a standby 409; an answer is as safe again as it was at first")
  func standby() async throws {
    try await withServer { server in
      try await server.withClient(.admin) { admin in
        try await server.withClient(.app("clients")) { (db) async throws in
          let act: @Sendable () async throws -> Response = {
            try await db.withIdempotency(key(), at: time.now) { _ in StoredAnswer.noContent }
          }
          let standby = try await AbsentStandby(demandedBy: admin)
          let first = Task { try await act() }
          let backend = try await standby.waitingBackend()
          #expect(try await slug { try await act() } == "request-in-flight")
          try await admin.query("select pg_cancel_backend(\(backend))")
          await #expect(throws: PostgresError.self) { try await first.value }
          // The answer is there now, but not where it would survive.
          let replays = [
            Task { try await act() },
            Task { try await db.storedAnswer(for: key(), at: time.now) ?? Response(status: .gone) },
          ]
          try await eventually("both wait") { try await standby.waiting().count == 2 }
          try await standby.come()
          for replay in replays {
            #expect(try await replay.value.headers[.idempotencyReplayed] == "true")
          }
        }
      }
    }
  }

  @Test("answers given again are counted")
  func metrics() async throws {
    let registry = PrometheusRegistry()
    try await withMetricsFactory(registry) {
      try await withEffects { database in
        _ = try await act(database, key())
        _ = try await act(database, key())
      }
    }
    #expect(registry.text.contains("mcf_idempotency_replays_total 1\n"))
  }

  @Test("a refusal that the first sending of the same request brought about is its answer")
  func overtaken() async throws {
    try await withEffects { database in
      let answer = try await database.app("clients").withStoredAnswer(for: key(), at: time.now) {
        _ = try await act(database, key())
        throw Problem.conflict("no-worker-free", "The first sending took the last one.")
      }
      #expect(answer.status == .created)
      #expect(answer.headers[.idempotencyReplayed] == "true")
      let refused = try await slug {
        try await database.app("clients").withStoredAnswer(for: key("other"), at: time.now) {
          throw Problem.conflict("no-worker-free", "Nobody is left.")
        }
      }
      #expect(refused == "no-worker-free")
    }
  }

  @Test("the key with another body is 422, another caller's key is another key")
  func otherBody() async throws {
    try await withEffects { database in
      _ = try await act(database, key())
      let other = try await slug { try await act(database, key(body: #"{"a":1}"#)) }
      #expect(other == "idempotency-key-reused")
      let early = try await slug {
        try await database.app("clients").storedAnswer(for: key(body: #"{"a":1}"#), at: time.now)
          ?? Response(status: .ok)
      }
      #expect(early == "idempotency-key-reused")
      #expect(try await act(database, key(caller: "client:2")).status == .created)
      #expect(try await effects(database) == 2)
    }
  }

  @Test("the same request 50 times at once has one effect; the others get its answer or 409")
  func race() async throws {
    try await withEffects { database in
      let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
        for index in 0..<50 {
          group.addTask {
            do {
              let answer = try await act(database, key(), answer: "\(index)")
              return answer.headers[.idempotencyReplayed] == nil ? "done" : "replayed"
            } catch let problem as Problem {
              #expect(problem.headers[.retryAfter] == "1")
              return problem.slug
            }
          }
        }
        return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      #expect(outcomes["done"] == 1, "\(outcomes)")
      #expect(Set(outcomes.keys).isSubset(of: ["done", "replayed", "request-in-flight"]))
      #expect(try await effects(database) == 1)
    }
  }

  @Test("while the first is at work, the second gets 409 request-in-flight at once")
  func inFlight() async throws {
    try await withEffects { database in
      _ = try await act(database, key()) { _ in
        // Detached: a task that is in a transaction may not begin another.
        let second = Task.detached {
          try await slug { try await act(database, key(), answer: "second") }
        }
        let refused = try await second.value
        #expect(refused == "request-in-flight")
        let other = Task.detached { try await act(database, key("another"), answer: "other") }
        let done = try await other.value
        #expect(done.status == .created)
      }
      #expect(try await effects(database) == 2)
    }
  }

  @Test("an effect that fails leaves neither rows nor an answer, and may be tried again")
  func failure() async throws {
    try await withEffects { database in
      for _ in 0..<2 {
        let refused = try await slug {
          try await act(database, key()) { _ in throw Problem.conflict("no-worker-free", "none") }
        }
        #expect(refused == "no-worker-free")
      }
      #expect(try await effects(database) == 0)
      #expect(try await act(database, key()).status == .created)
      #expect(try await effects(database) == 1)
    }
  }

  @Test("an answer is kept for 24 hours and deleted after")
  func retention() async throws {
    try await withEffects { database in
      _ = try await act(database, key())
      time.advance(24 * 3600 - 1)
      #expect(try await act(database, key()).headers[.idempotencyReplayed] == "true")
      let retention = AnswerRetention(database.app("clients"), clock: time.clock, logger: silent)
      try await retention.forget()
      #expect(try await kept(database) == 1)
      time.advance(1)
      // Too old to count although not deleted yet: the new answer takes its place.
      #expect(try await act(database, key(body: #"{"a":2}"#)).headers[.idempotencyReplayed] == nil)
      #expect(try await kept(database) == 1)
      time.advance(24 * 3600)
      try await retention.forget()
      #expect(try await kept(database) == 0)
    }
  }

  private func kept(_ database: TestDatabase) async throws -> Int {
    try await database.admin.query("select count(*) from clients.idempotency", as: Int.self)
      .first ?? -1
  }

  @Test("without a key every request has its effect")
  func noKey() async throws {
    try await withEffects { database in
      for _ in 0..<2 { _ = try await act(database, nil) }
      #expect(try await effects(database) == 2)
    }
  }

  @Test("bodies of any bytes and answers without any come back as they were")
  func bytes() async throws {
    try await withEffects { database in
      let body = [UInt8](0...255)
      let answers = [
        StoredAnswer(status: .ok, contentType: "application/octet-stream", body: body),
        StoredAnswer.noContent,
      ]
      for (index, answer) in answers.enumerated() {
        for _ in 0..<2 {
          let key = try key("bytes-\(index)")
          _ = try await database.app("clients").withIdempotency(key, at: time.now) { _ in answer }
        }
        let kept = try await database.app("clients").readOne(
          FindAnswer(key("bytes-\(index)"), time.now))
        #expect(kept?.answer == answer)
      }
    }
  }
}

@Suite("What the platform keeps in Postgres")
struct PlatformTableTests {
  private let time = ManualClock()

  @Test("the last good key set survives, and an older fetch never replaces a newer one")
  func keySet() async throws {
    try await withDatabase { database in
      let store = PostgresKeySetStore([database.app("clients"), database.app("orders")])
      let issuer = LocalIssuer(issuer: "https://issuer.test", audience: "mcf")
      #expect(try await store.load(issuer: issuer.issuer) == nil)
      let first = TokenVerifier(
        issuer: issuer.issuer, audience: "mcf", source: FixedKeySource(issuer.keySet),
        store: store, clock: time.clock, logger: silent)
      let token = try issuer.token(for: Caller(subject: "a", roles: [.hcb]), at: time.now)
      #expect(try await first.caller(of: token).roles == [.hcb])
      let restarted = TokenVerifier(
        issuer: issuer.issuer, audience: "mcf", source: ScriptedKeySource(nil),
        store: PostgresKeySetStore([database.app("orders")]), clock: time.clock, logger: silent)
      #expect(try await restarted.caller(of: token).roles == [.hcb])
      try await store.save(#"{"keys": []}"#, issuer: issuer.issuer, at: time.now - 1)
      #expect(try await store.load(issuer: issuer.issuer)?.contains(issuer.keyID) == true)
      #expect(try await store.load(issuer: "https://other.test") == nil)
    }
  }

  @Test("a key set that is kept is written again after an hour, and at once if it is another")
  func sameKeySet() async throws {
    try await withDatabase { database in
      let app = database.app("orders")
      let store = PostgresKeySetStore([app])
      /// What a write or a lock changes.
      func row() async throws -> [String] {
        try await app.query(
          "select ctid::text || ' ' || xmin || ' ' || xmax from key_set", as: String.self)
      }
      let (issuer, set) = ("https://issuer.test", #"{"keys": []}"#)
      for (seconds, keys, isWritten) in [
        (0, set, true), (300, set, false), (3_599, set, false), (3_600, set, true),
        (3_900, set + " ", true), (4_200, set, true), (4_500, set, false),
      ] {
        let before = try await row()
        try await store.save(keys, issuer: issuer, at: time.now + TimeInterval(seconds))
        #expect(try await store.load(issuer: issuer) == keys)
        let after = try await row()
        #expect((after != before) == isWritten, "\(seconds)")
      }
    }
  }

  @Test("one database that answers is enough to load the key set from")
  func halfDown() async throws {
    try await withDatabase { database in
      let down = PostgresClient(
        PostgresConfiguration(url: "host=/nowhere dbname=none"), logger: silent)
      let store = PostgresKeySetStore([down, database.app("orders")])
      await #expect(throws: PostgresError.self) {
        try await store.save(#"{"keys": []}"#, issuer: "i", at: time.now)
      }
      let loaded = try await store.load(issuer: "i")
      #expect(loaded == #"{"keys": []}"#)
      await down.close()
    }
  }

  @Test("a photo is kept once under its digest and served as it was stored")
  func photo() async throws {
    try await withDatabase { database in
      let store = PostgresPhotoStore(database.app("orders"))
      let photo = try Photo(cleaning: Picture.jpeg)
      for _ in 0..<2 {
        try await database.app("orders").withTransaction { transaction in
          try await store.save(photo, at: time.now, in: transaction)
        }
      }
      let length = photo.bytes.count
      let found = try await store.find(photo.sha256)
      #expect(
        found == StoredPhoto(sha256: photo.sha256, mediaType: "image/jpeg", length: length))
      let end = try await store.bytes(100..<length + 100, of: photo.sha256)
      #expect(end == Array(photo.bytes[100...]))
      let none = try await store.find(String(repeating: "0", count: 64))
      #expect(none == nil)
    }
  }
}
