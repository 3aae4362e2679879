import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Photos that are shown")
struct ShownPhotoTests {
  @Test("a photo comes whole, whatever its length", arguments: [0, 1, 65_536, 65_537, 200_000])
  func whole(length: Int) async throws {
    let answer = try await Cattle().test { client in
      try await client.send(.get, "/api/photos/\(length)")
    }
    #expect(answer.status == .ok && answer.headers[.contentLength] == String(length))
    #expect(Array(buffer: answer.body) == (0..<length).map { UInt8(truncatingIfNeeded: $0) })
  }

  @Test("whoever has it already, or asks for its head, needs no room, and no byte is read")
  func notNeeded() async throws {
    let photos = CountedPhotos()
    var cattle = Cattle()
    cattle.module.photos = photos
    cattle.settings.photoBytes = 0
    try await cattle.test { client in
      let head = try await client.send(.head, "/api/photos/5")
      #expect(head.status == .ok && head.headers[.contentLength] == "5")
      let etag = try #require(head.headers[.eTag])
      let same = try await client.send(.get, "/api/photos/5", [.ifNoneMatch: etag])
      #expect(same.status == .notModified)
    }
    #expect(photos.reads == 0)
  }

  @Test("who reads slowly holds a piece; for others there is no room in time, till they hang up")
  func room() async throws {
    var cattle = Cattle()
    cattle.settings.deadline = .milliseconds(300)
    cattle.settings.photoBytes = 4 * PhotoRoom.copies * 65_536
    try await cattle.test(.live) { [metrics = cattle.metrics] client in
      try await RawConnection.open(client.port ?? 0) { _, outbound in
        let request = "GET /api/photos/\(1 << 28) HTTP/1.1\r\nHost: x\r\n\r\n"
        try await outbound.write(ByteBuffer(string: request))
        try await eventually("the photo has its piece") {
          metrics.text.contains("mcf_photo_shown_bytes 196608.0\n")
        }
        let other = try await client.send(.get, "/api/photos/5")
        #expect(other.problem == "too-many-photos" && other.headers[.retryAfter] == "5")
      }
      try await eventually("the room is free") {
        metrics.text.contains("mcf_photo_shown_bytes 0.0\n")
      }
      #expect(try await client.send(.get, "/api/photos/5").status == .ok)
    }
  }
}
