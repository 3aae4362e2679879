import Contracts
import Testing

@testable import ServiceKit

@Suite("Multipart bodies")
struct MultipartTests {
  private static let type = "multipart/form-data; boundary=\"cat-box\""

  private func parse(_ text: String, type: String = type) throws -> Multipart {
    try Multipart.parse(Array(text.utf8), contentType: type)
  }

  private let good = """
    preamble\r
    --cat-box\r
    Content-Disposition: form-data; name="photo"; filename="C:\\\\x\\"y.jpg"\r
    Content-Type: image/jpeg\r
    \r
    --cat-boy\r
    \r
    binary\r
    --cat-box \r
    content-disposition: form-data; name=note\r
    \r
    \r
    --cat-box--\r
    epilogue
    """

  @Test("parts are found with name, type and body")
  func parts() throws {
    let multipart = try parse(good)
    #expect(multipart.parts.map(\.name) == ["photo", "note"])
    #expect(multipart.parts.map(\.contentType) == ["image/jpeg", nil])
    #expect(
      multipart.parts.map { String(decoding: $0.body, as: UTF8.self) }
        == ["--cat-boy\r\n\r\nbinary", ""])
  }

  @Test("every truncation before the closing boundary is a 400, none traps")
  func truncated() throws {
    let bytes = Array(good.utf8)
    let end = try #require(bytes.firstRange(of: Array("--cat-box--".utf8))).lowerBound
    for length in 0..<(end + 10) {
      #expect(throws: Problem.self) {
        try Multipart.parse(Array(bytes.prefix(length)), contentType: Self.type)
      }
    }
  }

  @Test("a part without a name, a name twice, too many parts, no boundary: 400")
  func malformed() {
    let part = "--cat-box\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
    #expect(throws: Problem.self) { try parse("--cat-box\r\n\r\nx\r\n--cat-box--\r\n") }
    #expect(throws: Problem.self) { try parse(part + part + "--cat-box--\r\n") }
    let many = (0...20).map { part.replacing("\"a\"", with: "\"a\($0)\"") }.joined()
    #expect(throws: Problem.self) { try parse(many + "--cat-box--\r\n") }
    #expect(throws: Problem.self) {
      try parse(part + "--cat-box--\r\n", type: "multipart/form-data")
    }
    #expect(throws: Never.self) { try parse(part + "--cat-box--\r\n") }
  }

  @Test("the digest follows names, types and contents, not boundaries or file names")
  func digest() throws {
    func digest(_ name: String, _ type: String, _ body: String, _ boundary: String = "b") throws
      -> BodyDigest
    {
      let text = """
        --\(boundary)\r
        Content-Disposition: form-data; name="\(name)"; filename="\(boundary)"\r
        Content-Type: \(type)\r
        \r
        \(body)\r
        --\(boundary)--\r\n
        """
      return BodyDigest(try parse(text, type: "multipart/form-data; boundary=\(boundary)"))
    }
    let first = try digest("photo", "image/png", "x")
    #expect(try digest("photo", "image/png", "x", "other") == first)
    #expect(try digest("photo", "image/png", "y") != first)
    #expect(try digest("photo", "image/jpeg", "x") != first)
    #expect(try digest("phot", "oimage/png", "x") != first)
  }

  @Test("no flipped byte makes the parser trap")
  func fuzz() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<5000 {
      var bytes = Array(good.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      _ = try? Multipart.parse(bytes, contentType: Self.type)
    }
  }

  @Test("header parameters, quoted, bare and broken")
  func parameters() {
    #expect(HeaderParameters("form-data; name=\"a\\\"b;c\" ; x=y")["name"] == "a\"b;c")
    #expect(HeaderParameters("form-data; name=\"a\\\"b;c\" ; X=y")["x"] == "y")
    #expect(HeaderParameters("form-data; NAME=a")["name"] == "a")
    for broken in ["", ";", ";;", "x;=", "x; name", "x; name=", "x; name=\"", "x; name=\"a\\"] {
      _ = HeaderParameters(broken)["name"]
    }
  }

  @Test("a file's name may be in any code page, and none says that no file was chosen")
  func fileNames() throws {
    func part(_ fileName: [UInt8]) throws -> Multipart.Part? {
      let head = "--cat-box\r\nContent-Disposition: form-data; name=\"photo\"; filename=\""
      let body = Array(head.utf8) + fileName + Array("\"\r\n\r\nx\r\n--cat-box--\r\n".utf8)
      return try Multipart.parse(body, contentType: Self.type).parts.first
    }
    for name: [UInt8] in [[0xEA, 0xEE, 0xF2], [0xAA, 0xAE, 0xE2], Array("caf\u{e9}".utf8)] {
      let part = try part(name)
      #expect(part?.name == "photo" && part?.hasFileName == true)
    }
    #expect(try part([])?.hasFileName == false)
  }
}
