import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import ServiceKit

@Suite("What is said of a picture that is refused")
struct PhotoAdviceTests {
  private func detail(_ bytes: [UInt8]) -> String {
    do {
      _ = try Photo(cleaning: bytes)
      return "taken"
    } catch {
      return (error as? Problem)?.detail ?? "\(error)"
    }
  }

  @Test("HEIC is named, with what to set; other kinds are named")
  func kinds() {
    let heic = detail(Array("\0\0\0\u{24}ftypheic\0\0\0\0mif1".utf8))
    #expect(heic.contains("HEIC") && heic.contains("Most Compatible"))
    for (start, name) in [("GIF89a", "GIF"), ("%PDF-1.7", "PDF"), ("\0\0\0 ftypavif", "AVIF")] {
      #expect(detail(Array(start.utf8)).contains(name))
    }
    #expect(detail(Array("hello".utf8)).contains("JPEG"))
  }

  @Test("limits are told in units that people know, with what to do")
  func limits() {
    let pixels = PhotoFault.tooManyPixels(9000, 5000).problem.detail ?? ""
    #expect(pixels.contains("40 megapixels") && pixels.contains("smaller"))
    #expect(detail(Picture.jpeg + [UInt8](repeating: 0, count: Photo.maxBytes)).contains("10 MiB"))
  }

  @Test("no picture chosen, and an empty one")
  func nothing() async throws {
    func reason(_ fileName: String) async throws -> String {
      let body = """
        --b\r
        Content-Disposition: form-data; name="photo"; filename="\(fileName)"\r
        Content-Type: application/octet-stream\r
        \r
        \r
        --b--\r\n
        """
      let answer = try await Cattle().test { client in
        try await client.send(
          .post, "/api/photos", [.contentType: "multipart/form-data; boundary=b"], body: body)
      }
      #expect(answer.problem == "bad-input")
      return answer.json["errors"]?.array?.first?["reason"]?.string ?? ""
    }
    #expect(try await reason("").contains("no picture was chosen"))
    #expect(try await reason("a.jpg").contains("empty file"))
  }

  @Test("a photo that comes slowly is taken, though it takes longer than a request may")
  func slowly() async throws {
    var cattle = Cattle()
    cattle.settings.deadline = .milliseconds(300)
    let answer = try await cattle.test(.live) { client in
      try await RawConnection.open(client.port ?? 0) { inbound, outbound in
        let head = "POST /api/photos HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\n"
        let length = "Content-Length: \(Picture.jpeg.count)\r\nConnection: close\r\n\r\n"
        try await outbound.write(ByteBuffer(string: head + length))
        let pieces = stride(from: 0, to: Picture.jpeg.count, by: 40)
        for start in pieces {
          try await Task.sleep(for: .milliseconds(100))
          let end = min(start + 40, Picture.jpeg.count)
          try await outbound.write(ByteBuffer(bytes: Picture.jpeg[start..<end]))
        }
        var text = ""
        for try await chunk in inbound { text += String(buffer: chunk) }
        return text
      }
    }
    #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
  }
}
