import Contracts
import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Errands")
struct ErrandServiceTests {
  /// Errands that lie in memory; a try ends as `outcomes` says, and well when that says nothing.
  private final class Mice: Errand {
    static let name = "mice"

    struct Mouse: ErrandClaim, Hashable {
      let id: UUID
      var tries: Int
    }

    let time = Duration.seconds(10)
    private let rows: Mutex<[(mouse: Mouse, nextAt: Date?)]>
    private let outcomes: [UUID: ErrandOutcome<Void>]
    /// What was noted, by its kind.
    let noted = Mutex<[UUID: String]>([:])
    let claims = Mutex<[Int]>([])
    /// As long as this lasts, the first one does.
    private let held: AsyncStream<Void>?
    private let first: UUID?

    init(
      _ count: Int, at now: Date, holding held: AsyncStream<Void>? = nil,
      outcomes: (UUID) -> ErrandOutcome<Void> = { _ in .done(()) }
    ) {
      let mice = (0..<count).map { _ in Mouse(id: .v7(at: now), tries: 0) }
      self.held = held
      first = mice.first?.id
      rows = Mutex(mice.map { ($0, now) })
      self.outcomes = Dictionary(uniqueKeysWithValues: mice.map { ($0.id, outcomes($0.id)) })
    }

    var nextAt: [Date?] { rows.withLock { $0.map(\.nextAt) } }

    func isDue(at now: Date) async throws -> Bool {
      nextAt.contains { $0.map { $0 <= now } ?? false }
    }

    func claim(at now: Date, until leaseEnd: Date, atMost most: Int) async throws -> [Mouse] {
      let found = rows.withLock { rows in
        let due = rows.indices.filter { rows[$0].nextAt.map { $0 <= now } ?? false }.prefix(most)
        for index in due {
          rows[index].mouse.tries += 1
          rows[index].nextAt = leaseEnd
        }
        return due.map { rows[$0].mouse }
      }
      claims.withLock { $0.append(found.count) }
      return found
    }

    func add(_ count: Int, at now: Date) {
      rows.withLock { rows in
        for _ in 0..<count { rows.append((Mouse(id: .v7(at: now), tries: 0), now)) }
      }
    }

    func act(on mouse: Mouse) async -> ErrandOutcome<Void> {
      if let held, mouse.id == first { for await _ in held {} }
      return outcomes[mouse.id] ?? .done(())
    }

    func note(
      _ outcome: ErrandOutcome<Void>, of mouse: Mouse, at now: Date, nextAt: Date
    ) async throws {
      let (word, next): (String, Date?) =
        switch outcome {
        case .done: ("done", nil)
        case .failed(let failure): ("failed: \(failure.cause)", nextAt)
        case .unknown(let failure): ("unknown: \(failure.cause)", nextAt)
        }
      noted.withLock { $0[mouse.id] = word }
      rows.withLock { rows in
        for index in rows.indices where rows[index].mouse.id == mouse.id {
          rows[index].nextAt = next
        }
      }
    }
  }

  private static func service(_ mice: Mice, _ time: TestClock) -> ErrandService<Mice> {
    ErrandService(mice, every: .seconds(3_600), clock: time.clock, logger: silent)
  }

  @Test("a round goes on, batch after batch, until one is not full")
  func batches() async throws {
    let time = TestClock()
    let mice = Mice(45, at: time.now)
    try await Self.service(mice, time).round()
    #expect(mice.claims.withLock { $0 } == [20, 20, 5])
    #expect(mice.noted.withLock { $0.count } == 45)
    try await Self.service(mice, time).round()
    #expect(mice.claims.withLock { $0.count } == 3)
  }

  @Test("one that takes long holds up nothing that becomes due meanwhile")
  func slow() async throws {
    let time = TestClock()
    let (held, gate) = AsyncStream.makeStream(of: Void.self)
    defer { gate.finish() }
    let mice = Mice(2, at: time.now, holding: held)
    let service = Self.service(mice, time)
    let done = { mice.noted.withLock { $0.count } }
    try await withThrowingTaskGroup { group in
      group.addTask { await service.run() }
      try await eventually { done() == 1 }
      mice.add(60, at: time.now)
      service.wake()
      try await eventually { done() == 61 }
      let most = mice.claims.withLock { $0.max() }
      #expect(most == 19, "beside the one that is under way")
      gate.finish()
      try await eventually { done() == 62 }
      group.cancelAll()
    }
  }

  @Test("a result that nobody knows is told as such, and comes again like one that failed")
  func unknown() async throws {
    let time = TestClock()
    let lost = OutboundFailure.tooSlow(.seconds(10))
    let mice = Mice(1, at: time.now) { _ in .unanswered(lost) }
    try await Self.service(mice, time).round()
    #expect(mice.noted.withLock { Array($0.values) } == ["unknown: no answer within 10000 ms"])
    let pause = mice.nextAt.first??.timeIntervalSince(time.now) ?? 0
    #expect((0.5...1).contains(pause))
    time.advance(by: 1)
    #expect(try await mice.isDue(at: time.now))
    let never = Mice(1, at: time.now) { _ in .unanswered(.unreachable("IOError")) }
    try await Self.service(never, time).round()
    #expect(never.noted.withLock { Array($0.values) } == ["failed: could not be asked: IOError"])
  }

  @Test("whoever asks to be left alone for a while is, though not for ever")
  func retryAfter() async throws {
    let time = TestClock()
    for (wanted, granted) in [(60, 60), (1e9, 600)] as [(TimeInterval, TimeInterval)] {
      let mice = Mice(1, at: time.now) { _ in .failed(ErrandFailure("busy", retryAfter: wanted)) }
      try await Self.service(mice, time).round()
      #expect(mice.nextAt == [time.now.addingTimeInterval(granted)])
    }
  }
}
