import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-180: photos of an order")
struct PhotoTests {
  @Test("A photo is served as what it is, without its metadata, and never as anything else")
  func served() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt)
      let sent = SampleJPEG.bytes(5, comment: "GPS 55.75, 37.61")
      let answer = try await bed.upload(
        "\(order.path)/check-in", as: .worker(order.worker), sent)
      #expect(answer.status == 200)
      let photo = try await bed.get("\(order.path)/photos/check-in", as: .client("c1"))
      #expect(photo.status == 200)
      #expect(photo.headers[.contentType] == "image/jpeg")
      #expect(photo.headers[.xContentTypeOptions] == "nosniff")
      #expect(!photo.text.contains("GPS"))
      #expect(photo.body == SampleJPEG.bytes(5))
      let cleaned = try Photo(cleaning: sent)
      #expect(answer["check_in_photo_sha256"] == .string(cleaned.sha256))
      // A copy may be kept, and is asked about each time.
      #expect(photo.headers[.cacheControl] == "private, no-cache")
      let etag = try #require(photo.headers[.eTag])
      let same = try await bed.get(
        "\(order.path)/photos/check-in", as: .client("c1"), headers: ["If-None-Match": etag])
      #expect(same.status == 304)
      // With or without metadata it is the same photo.
      let again = try await bed.upload(
        "\(order.path)/check-in", as: .worker(order.worker), SampleJPEG.bytes(5))
      #expect(again.status == 200)
    }
  }

  @Test("A photo of many pieces comes whole")
  func large() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt)
      let sent = try await bed.upload(
        "\(order.path)/check-in", as: .worker(order.worker), SampleJPEG.bytes(5))
      #expect(sent.status == 200)
      try await bed.admin.execute(LengthenPhotos())
      let photo = try await bed.get("\(order.path)/photos/check-in", as: .client("c1"))
      let numbers = (100_000..<130_000).map { String($0) }.joined()
      #expect(photo.text == numbers)
      let head = try await bed.call(.head, "\(order.path)/photos/check-in", as: .client("c1"))
      #expect(head.headers[.contentLength] == "180000" && head.body.isEmpty)
    }
  }

  /// As long as an upload of nearly three pieces would have made it.
  private struct LengthenPhotos: Statement {
    static let sql = """
      update orders.photo
         set bytes = (select convert_to(string_agg(n::text, '' order by n), 'UTF8')
                        from generate_series(100000, 129999) n)
      """
  }

  @Test("What is no photo changes nothing")
  func refused() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt)
      let worker = Who.worker(order.worker)
      let path = "\(order.path)/check-in"
      #expect(try await bed.upload(path, as: worker, Array("GIF89a".utf8)).status == 415)
      #expect(try await bed.upload(path, as: worker, []).status >= 400)
      let cut = Array(SampleJPEG.bytes(5).dropLast(40))
      #expect(try await bed.upload(path, as: worker, cut).status == 400)
      let extra = try await bed.upload(
        path, as: worker, SampleJPEG.bytes(5), fields: ["mood": "good"])
      #expect(extra.status == 400)
      #expect(try await bed.status(order) == "accepted")
      #expect(try await bed.count("photo") == 0)
    }
  }

  @Test("A check-in that is refused keeps no photo")
  func refusedKeepsNothing() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      #expect(try await bed.checkIn(order).problem == "check-in-too-early")
      #expect(try await bed.count("photo") == 0)
    }
  }

  @Test("The same key with another photo is refused")
  func keyReused() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt)
      let path = "\(order.path)/check-in"
      let worker = Who.worker(order.worker)
      let first = try await bed.upload(path, as: worker, SampleJPEG.bytes(5), key: "k")
      #expect(first.status == 200)
      #expect(
        try await bed.upload(path, as: worker, SampleJPEG.bytes(6), key: "k").status == 422)
    }
  }
}
