import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Changes on their way to who follows")
struct LiveDeliveryTests {
  @Test("they are written once for all who read them in the same form, however many come at once")
  func once() async throws {
    let delivery = LiveDelivery<[Int], String>([7, 8], last: 8)
    let written = Mutex<[String]>([])
    _ = try await atOnce(24) { reader in
      let form = reader % 3 == 0 ? "ru" : "en"
      let events = try await delivery.events(as: form) { changes in
        written.withLock { $0.append(form) }
        await Task.yield()
        return changes.map { LiveEvent(Int64($0), "region", "\(form) \($0)") }
      }
      #expect(events.map(\.number) == [7, 8])
      let last = String(decoding: events[1].bytes, as: UTF8.self)
      #expect(last == "id: 8\nevent: region\ndata: \(form) 8\n\n")
    }
    #expect(written.withLock { $0.sorted() } == ["en", "ru"])
  }

  @Test("what cannot be written is told to all who wait for it")
  func failure() async throws {
    struct Away: Error {}
    let delivery = LiveDelivery<Int, String>(1, last: 1)
    _ = try await atOnce(4) { _ in
      await #expect(throws: Away.self) { try await delivery.events(as: "en") { _ in throw Away() } }
    }
  }
}
