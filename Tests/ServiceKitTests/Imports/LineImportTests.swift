import Contracts
import HTTPTypes
import NIOCore
import Synchronization
import Testing

@testable import ServiceKit

@Suite("NDJSON imports")
struct LineImportTests {
  private struct Entry: Sendable, Equatable {
    var key: String
    var count: Int
  }

  /// What an import stored, batch by batch.
  private final class Store {
    var batches: [[Entry]] = []
  }

  private func entries(
    _ store: Store, limits: ImportLimits = .standard, onStore: @escaping () -> Void = {}
  ) -> LineImport<Entry> {
    LineImport(limits: limits, key: { ExactText($0.key) }) { form in
      let entry = Entry(key: form.text("key", 1...10), count: form.int("count", 0...9))
      try form.finish()
      return entry
    } store: { batch in
      onStore()
      store.batches.append(batch)
      return ImportCounts(created: batch.count)
    }
  }

  private func run(
    _ text: String, limits: ImportLimits = .standard, _ store: Store = Store()
  ) async throws -> ImportReport {
    var lines = entries(store, limits: limits)
    return try await lines.run(chunks([text]))
  }

  private func chunks(_ texts: [String]) -> AsyncThrowingStream<ByteBuffer, any Error> {
    AsyncThrowingStream { continuation in
      for text in texts { continuation.yield(ByteBuffer(string: text)) }
      continuation.finish()
    }
  }

  private var small: ImportLimits {
    ImportLimits(
      lineBytes: 40, linesPerBatch: 2, bytes: 1000, listedBadLines: 2, listedMistakesPerLine: 2)
  }

  @Test("Good lines go in, each bad one is reported with its number and all that is wrong")
  func badLines() async throws {
    let store = Store()
    let report = try await run(
      """
      {"key":"a","count":1}
      {"count":77,"colour":"red"}

      nonsense
      [1]
      {"key":"b","key":"c","count":2}
      {"key":"b","count":2}
      """, store)
    #expect(store.batches == [[Entry(key: "a", count: 1), Entry(key: "b", count: 2)]])
    #expect((report.lines, report.rejected, report.counts.created) == (6, 4, 2))
    #expect(report.badLines.map(\.line) == [2, 4, 5, 6])
    #expect(report.badLines[0].errors.map(\.pointer).sorted() == ["/colour", "/count", "/key"])
    #expect(report.badLines.allSatisfy { !$0.errors.isEmpty })
  }

  @Test("The list of bad lines and of their mistakes is bounded, the counts are not")
  func boundedList() async throws {
    let bad = String(repeating: "{\"a\":1,\"b\":2}\n", count: 5)
    let report = try await run(bad, limits: small)
    #expect(report.badLines.count == 2)
    #expect(report.badLines.allSatisfy { $0.errors.count == 2 })
    #expect((report.lines, report.rejected) == (5, 5))
    var writer = JSONWriter()
    report.write(to: &writer)
    #expect(String(decoding: writer.bytes, as: UTF8.self).contains("\"bad_lines_left_out\":3"))
  }

  @Test("A line that is too long is a bad line, and the next one counts on")
  func tooLong() async throws {
    let store = Store()
    let long = String(repeating: "x", count: 50)
    let report = try await run(
      "{\"key\":\"\(long)\"}\n{\"key\":\"a\",\"count\":1}", limits: small, store)
    #expect(report.badLines.map(\.line) == [1])
    #expect(store.batches == [[Entry(key: "a", count: 1)]])
  }

  @Test("Batches are bounded, and a key never comes twice in one")
  func batches() async throws {
    let store = Store()
    let keys = ["a", "b", "c", "c", "d"]
    let text = keys.enumerated().map { "{\"key\":\"\($1)\",\"count\":\($0)}" }
    _ = try await run(text.joined(separator: "\n"), limits: small, store)
    #expect(store.batches.map { $0.map(\.key) } == [["a", "b"], ["c"], ["c", "d"]])
  }

  @Test("Of 100 000 lines a batch waits at most: more is asked for once it is stored")
  func backPressure() async throws {
    let store = Store()
    let tally = Mutex((pulled: 0, stored: 0, most: 0))
    let source = AsyncThrowingStream<ByteBuffer, any Error> {
      tally.withLock { tally in
        guard tally.pulled < 100_000 else { return nil }
        tally.pulled += 1
        tally.most = max(tally.most, tally.pulled - tally.stored)
        return ByteBuffer(string: "{\"key\":\"\(tally.pulled)\",\"count\":1}\n")
      }
    }
    var lines = entries(store) { tally.withLock { $0.stored += 500 } }
    let report = try await lines.run(source)
    #expect(report.counts.created == 100_000)
    #expect(tally.withLock { $0.most } <= 500)
  }

  @Test("A stream beyond its limit is refused with what is stored by then")
  func endless() async throws {
    let store = Store()
    let text = String(repeating: "{\"key\":\"a\",\"count\":1}\n", count: 20)
    var lines = entries(store, limits: small)
    let problem = await #expect(throws: Problem.self) {
      try await lines.run(chunks(Array(repeating: text, count: 1000)))
    }
    #expect(problem?.status.code == 413)
    #expect(problem?.members["created"] == .number("\(store.batches.joined().count)"))
    #expect(!store.batches.isEmpty)
  }

  @Test("What the database refuses is no bad line: it ends the import")
  func storeFails() async throws {
    struct Away: Error {}
    var lines = LineImport<Int>(key: { "\($0)" }) { form in
      let number = form.int("n", 0...9)
      try form.finish()
      return number
    } store: { _ in
      throw Away()
    }
    await #expect(throws: Away.self) { try await lines.run(chunks(["{\"n\":1}"])) }
  }
}
