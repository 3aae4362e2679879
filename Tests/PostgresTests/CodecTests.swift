import FoundationEssentials
import Postgres
import Testing

@Suite("Values go to the server and come back as they were")
struct CodecTests {
  private func roundTrip<T: PostgresCodable & Equatable>(
    _ values: [T], on db: PostgresClient, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for value in values {
      let back = try await db.query("select \(value)", as: T.self)
      #expect(back == [value], sourceLocation: sourceLocation)
    }
    #expect(
      try await db.query("select \(values)", as: [T].self) == [values],
      sourceLocation: sourceLocation)
    let optionals: [T?] = values + [nil]
    #expect(
      try await db.query("select \(optionals)", as: [T?].self) == [optionals],
      sourceLocation: sourceLocation)
    let null: [T?] = [nil]
    #expect(
      try await db.query("select \(null[0])", as: T?.self) == null, sourceLocation: sourceLocation)
  }

  @Test("every type, its edges, arrays, nulls")
  func edges() async throws {
    try await withClient { (db) async throws in
      try await roundTrip([true, false], on: db)
      try await roundTrip([0, 1, -1, Int16.min, .max], on: db)
      try await roundTrip([0, 1, -1, Int32.min, .max], on: db)
      try await roundTrip([0, 1, -1, Int64.min, .max], on: db)
      try await roundTrip([0, 1, -1, Int.min, .max], on: db)
      try await roundTrip([0, 1, UInt64.max], on: db)
      try await roundTrip(
        [0, -0.0, 1.5, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude],
        on: db)
      try await roundTrip(
        ["", "cat", "🐈‍⬛ Кот ' \" \\ $1", String(repeating: "x", count: 70_000)], on: db)
      try await roundTrip([UUID(), UUID()], on: db)
      try await roundTrip([[], [0], [0, 255, 1], [UInt8](repeating: 7, count: 70_000)], on: db)
      try await roundTrip([JSON(["b": [1, 2], "a": []]), JSON([:])], on: db)
      try await roundTrip(
        [
          PostgresSnapshot(xmin: 10, xmax: 20, running: [10, 12, 19]),
          PostgresSnapshot(xmin: 10, xmax: 10, running: []),
        ], on: db)
    }
  }
}
