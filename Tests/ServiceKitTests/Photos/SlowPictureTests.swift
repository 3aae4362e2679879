import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import ServiceKit

@Suite("Pictures made to be slow")
struct SlowPictureTests {
  @Test("what nobody waits for any more is given up", arguments: PhotoCleanerTests.all)
  func cancelled(name: String, picture: [UInt8]) async throws {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try Photo(cleaning: picture)
    }
    task.cancel()
    await #expect(throws: CancellationError.self, "\(name)") { try await task.value }
  }

  @Test("a request whose deadline passes stops looking through its picture")
  func deadline() async throws {
    var cattle = Cattle()
    cattle.settings.deadline = .milliseconds(100)
    let answer = try await cattle.test(.live) { client in
      try await client.execute(
        uri: "/api/photos", method: .post, headers: [.contentType: "image/webp"],
        body: ByteBuffer(bytes: Picture.slowWebP)
      ) { $0 }
    }
    #expect(answer.status == .serviceUnavailable && answer.problem == "too-slow")
  }

  private func detail(_ picture: [UInt8]) -> String? {
    do {
      _ = try Photo(cleaning: picture)
      return nil
    } catch {
      return (error as? Problem)?.detail ?? "\(error)"
    }
  }

  @Test("scans that tell of the same blocks again and again are refused")
  func scans() throws {
    let picture = try Photo(cleaning: Picture.progressiveJPEG).bytes
    let last = try #require(
      picture.indices.last { picture[$0] == 0xFF && picture[$0 + 1] == 0xDA })
    let scan = picture[last..<picture.count - 2]
    func repeated(_ times: Int) -> [UInt8] {
      Array(picture[..<(picture.count - 2)]) + (0..<times).flatMap { _ in scan } + [0xFF, 0xD9]
    }
    #expect(detail(repeated(5)) == nil)
    #expect(detail(repeated(900))?.contains("more scans than any real picture") == true)
  }
}
