import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-090: the picture that goes with an application")
struct HolderPhotoTests {
  /// The smallest PNG there is: one grey pixel.
  private let png = Data(
    base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPgAgAADAALZzor"
      + "nAAAAABJRU5ErkJggg=="
  ).map(Array.init)

  @Test("it is kept without what was hidden in it, and shown to who has the link")
  func kept() async throws {
    let png = try #require(png)
    try await withHolders { bed in
      #expect(try await bed.get(101, "/photo").status == 404)
      let sent = try await bed.send(png + Array("and a secret".utf8), to: 101)
      #expect(sent.status == 303 && sent.location.hasSuffix("?notice=photo"))
      let page = try await bed.get(101).text
      let address = try bed.path(101, "/photo")
      #expect(page.contains("<img src=\"\(address)\""))
      let shown = try await bed.get(101, "/photo")
      #expect(shown.status == 200 && shown.body == png)
      #expect(shown.headers[.contentType] == "image/png")
      #expect(shown.headers[.xContentTypeOptions] == "nosniff")
      #expect(shown.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
      let again = try await bed.api.send(
        .get, bed.path(101, "/photo"),
        headers: ["If-None-Match": shown.headers[.eTag] ?? "", "Accept": "image/*"])
      #expect(again.status == 304)
      #expect(try await bed.get(102, "/photo").body == Array("a cat".utf8))
    }
  }

  @Test("no picture chosen, an empty file, what is no picture: each is told at the field")
  func refused() async throws {
    try await withHolders { bed in
      for (bytes, file, status, reason) in [
        ([], "", 400, "please fill this in"), ([], "cat.png", 400, "this file is empty"),
        (Array("GIF89a".utf8), "cat.gif", 415, "this is no JPEG, PNG or WebP"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "cat.png", 400, "send it once more"),
      ] as [([UInt8], String, Int, String)] {
        let answer = try await bed.send(bytes, to: 101, named: file)
        #expect(answer.status == status, "\(file)")
        #expect(answer.title == "Mistake: Is this your application?", "\(file)")
        #expect(answer.text.contains("href=\"#field-photo\""), "\(file)")
        #expect(answer.text.contains(reason), "\(file)")
        #expect(answer.field("name") == "Tom 101", "what is there stays")
      }
    }
  }

  @Test("a sixth picture is refused, and once it is confirmed there is nothing to send")
  func full() async throws {
    let png = try #require(png)
    try await withHolders { bed in
      for number in 1...5 { _ = try await bed.hiring.keepPhoto(hash(101), "picture \(number)") }
      let answer = try await bed.send(png, to: 101)
      #expect(answer.status == 409 && answer.text.contains("five are here already"))
      #expect(try await bed.send(png, to: 102).location.hasSuffix("notice=refused"))
      #expect(try await bed.get(102, "/photo").body == Array("a cat".utf8))
    }
  }
}

extension HolderBed {
  /// Sends a picture as the form of the page does.
  fileprivate func send(
    _ picture: [UInt8], to application: Int, named name: String = "cat.png"
  ) async throws -> TestAnswer {
    let head = """
      --b\r\nContent-Disposition: form-data; name="photo"; filename="\(name)"\r
      Content-Type: application/octet-stream\r\n\r\n
      """
    return try await api.send(
      .post, path(application, "/photo"),
      Array(head.utf8) + picture + Array("\r\n--b--\r\n".utf8),
      type: "multipart/form-data; boundary=b",
      headers: ["Accept": "text/html", "Accept-Language": "en"])
  }
}
