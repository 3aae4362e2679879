import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("The list of packages")
struct ListPackagesTests {
  @Test("R-160: ordered by pick-up time, page by page, without gaps or repeats")
  func pages() async throws {
    try await withPacking { bed in
      var expected: [(Date, String)] = []
      for number in 0..<25 {
        // Every fifth at the same time.
        let order = bed.order(hours: Double((number * 7) % 20))
        expected.append((order.packedBy, try await bed.accept(order).wire))
      }
      let sorted = expected.sorted { $0 < $1 }.map(\.1)
      var found: [String] = []
      var query = "?limit=4"
      while true {
        let answer = try await bed.api.send(.get, "/api/packages" + query, as: Fixture.clerk)
        found += (answer["items"]?.array ?? []).compactMap { $0["id"]?.string }
        guard let cursor = answer["next_cursor"]?.string else { break }
        query = "?limit=4&cursor=\(cursor)"
      }
      #expect(found == sorted)
    }
  }

  @Test("R-160: found by worker, by a part of the worker's name in any case, and by status")
  func search() async throws {
    try await withPacking { bed in
      let orders = [
        bed.order(name: "Barsik Лапкин", hours: 3), bed.order(name: "Tom 100%_Whiskers", hours: 4),
        bed.order(name: "Barsik Furley", hours: 5),
      ]
      var ids: [String] = []
      for order in orders { ids.append(try await bed.accept(order).wire) }
      #expect(try await bed.list("?q=bARs") == [ids[0], ids[2]])
      #expect(try await bed.list("?q=ЛАПК".encoded) == [ids[0]])
      #expect(try await bed.list("?q=00%25_W") == [ids[1]])
      #expect(try await bed.list("?q=___") == [])
      #expect(try await bed.list("?worker=\(orders[2].workerID.wire)") == [ids[2]])
      _ = try await bed.step("ready", orders[2].orderID)
      #expect(try await bed.list("?status=ready") == [ids[2]])
      #expect(try await bed.list("?status=to_pack") == [ids[0], ids[1]])
      #expect(try await bed.list("?status=ready&q=tom") == [])
      #expect(try await bed.list("?q=barsik&status=to_pack&done=false") == [ids[0]])
    }
  }

  @Test("every mistake in the query is told at once")
  func mistakes() async throws {
    try await withPacking { bed in
      let answer = try await bed.api.send(
        .get, "/api/packages?status=lost&done=maybe&q=ab&limit=500&cursor=x&colour=red",
        as: Fixture.clerk)
      #expect(answer.status == 400)
      #expect(
        answer.mistakes == ["?colour", "?cursor", "?done", "?limit", "?q", "?status"])
    }
  }
}

extension String {
  /// Percent-encoded where it is not ASCII.
  fileprivate var encoded: String {
    let digits = Array("0123456789ABCDEF")
    return utf8.reduce(into: "") { text, byte in
      if byte < 0x80 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
