import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Uploads that come slowly")
struct SlowUploadTests {
  /// Opens uploads of a hundred bytes that keep them back until they are asked for, one within the
  /// other.
  ///
  /// - Parameter body: is given what the server says to each.
  private func withUploads(
    _ count: Int, _ port: Int, answers: [String] = [],
    _ body: @escaping @Sendable ([String]) async throws -> Void
  ) async throws {
    guard count > 0 else { return try await body(answers) }
    try await RawConnection.open(port) { inbound, outbound in
      let head = "POST /api/photos HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\n"
      let length = "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"
      try await outbound.write(ByteBuffer(string: head + length))
      let answer = try await inbound.first { _ in true }.map { String(buffer: $0) } ?? ""
      try await outbound.write(ByteBuffer(string: String(repeating: "x", count: 99)))
      try await withUploads(count - 1, port, answers: answers + [answer], body)
    }
  }

  @Test("fill the places of uploads, not those of requests: others are answered as ever")
  func places() async throws {
    var cattle = Cattle()
    cattle.settings.maxRequestsInFlight = 6
    try await cattle.test(.live) { client in
      try await withUploads(6, client.port ?? 0) { answers in
        #expect(answers.prefix(2).allSatisfy { $0.hasPrefix("HTTP/1.1 100 ") })
        for answer in answers.dropFirst(2) {
          #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.lowercased().contains("retry-after"))
        }
        for path in ["/api/cows", "/api/photos/5"] {
          let answer = try await client.send(.get, path)
          #expect(answer.status == .ok)
        }
      }
    }
  }

  @Test("who hangs up while waiting for room is not counted as refused")
  func hangsUp() async throws {
    var cattle = Cattle()
    cattle.settings.photoBytes = 100 * PhotoRoom.copies
    let metrics = cattle.metrics
    try await cattle.test(.live) { client in
      let port = client.port ?? 0
      try await withUploads(1, port) { _ in
        try await eventually("the first has room") {
          metrics.text.contains("mcf_photo_bytes 297.0\n")
        }
        try await withUploads(1, port) { _ in }
        try await eventually("the second is done with") {
          metrics.text.contains(#"route="/api/photos",status="#)
        }
        #expect(metrics.text.contains(#"route="/api/photos",status="400"} 1"#))
        #expect(!metrics.text.contains("mcf_photos_refused_total 1"))
      }
    }
  }
}
