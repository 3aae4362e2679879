import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("Values, at random")
struct CodecPropertyTests {
  private func text(using random: inout SplitMix64) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<40, using: &random) {
      // Every plane; Postgres's text holds everything but NUL.
      let scalar = Unicode.Scalar(UInt32.random(in: 1...0x10_FFFF, using: &random))
      text.append(scalar ?? "�")
    }
    return String(text)
  }

  @Test("500 random rows come back as they were", arguments: [UInt64](0..<5))
  func roundTrip(_ seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    try await withClient { (db) async throws in
      for _ in 0..<100 {
        let number = Int.random(in: .min ... .max, using: &random)
        let double = Double(bitPattern: .random(in: 0..<0x7FF0_0000_0000_0000, using: &random))
        let text = text(using: &random)
        let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
        let microseconds = Int.random(
          in: -1_000_000_000_000_000...4_000_000_000_000_000, using: &random)
        let date = Date(timeIntervalSinceReferenceDate: Double(microseconds) / 1_000_000)
        let texts = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
          Bool.random(using: &random) ? self.text(using: &random) : nil
        }
        let rows = try await db.query(
          "select \(number), \(double), \(text), \(bytes), \(date), \(texts), \(JSON([text]))",
          as: Int.self, Double.self, String.self, [UInt8].self, Date.self, [String?].self,
          JSON<[String]>.self)
        let row = try #require(rows.first)
        #expect(row.0 == number && row.1 == double && row.2 == text && row.3 == bytes)
        #expect(abs(row.4.timeIntervalSince(date)) < 0.000_001)
        #expect(row.5 == texts && row.6.value == [text])
      }
    }
  }

  @Test("the server sees the values that were meant")
  func meaning() async throws {
    enum Mood: String, PostgresText { case purring, hissing }
    try await withClient { (db) async throws in
      let moment = Date(timeIntervalSince1970: 1_700_000_000.123456)
      let seen = try await db.query(
        """
        select \(moment)::text, \([1, 2])::text, \(Mood.purring) || '!', \(JSONText("{\"a\": 1}"))->>'a',
               \(UUID(uuid: (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)))::text,
               \([UInt8]([0, 255]))::text, \([nil, "x,\""] as [String?])::text
        """,
        as: String.self, String.self, String.self, String.self, String.self, String.self,
        String.self)
      let row = try #require(seen.first)
      #expect(row.0 == "2023-11-14 22:13:20.123456+00")
      #expect(row.1 == "{1,2}" && row.2 == "purring!" && row.3 == "1")
      #expect(row.4 == "00010203-0405-0607-0809-0a0b0c0d0e0f")
      #expect(row.5 == "\\x00ff" && row.6 == "{NULL,\"x,\\\"\"}")
    }
  }

  @Test("what the server makes is read: other widths, enums, jsonb, snapshots, infinity")
  func fromServer() async throws {
    enum Mood: String, PostgresText { case purring, hissing }
    try await withClient { (db) async throws in
      try await db.query("create type mood as enum ('purring', 'hissing')")
      let rows = try await db.query(
        """
        select 7::int2, 8::int4, 0.5::float4, 'hissing'::mood, array['purring']::mood[],
               '{"b": 2}'::jsonb, 'infinity'::timestamptz, pg_current_snapshot(),
               pg_current_snapshot()::text, 'tom'::name, '{}'::int4[]
        """,
        as: Int.self, Int.self, Double.self, Mood.self, [Mood].self, JSON<[String: Int]>.self,
        Date.self, PostgresSnapshot.self, PostgresSnapshot.self, String.self, [Int32].self)
      let row = try #require(rows.first)
      #expect(row.0 == 7 && row.1 == 8 && row.2 == 0.5 && row.3 == .hissing)
      #expect(row.4 == [.purring] && row.5.value == ["b": 2] && row.6 == .distantFuture)
      #expect(row.7 == row.8 && row.9 == "tom" && row.10 == [])
      #expect(PostgresSnapshot(row.7.description) == row.7)
    }
  }

  @Test("what is interpolated is bound, never pasted")
  func interpolation() async throws {
    try await withClient { (db) async throws in
      let hostile = "'; drop table cat; --"
      #expect(try await db.query("select \(hostile)", as: String.self) == [hostile])
      let name = "cat"
      #expect(
        try await db.query("select '\(unescaped: name)'", as: String.self) == ["cat"])
    }
  }
}
