import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import ServiceKit

@Suite("Bodies as other programmes write them")
struct BodiesTests {
  /// `gzip` of `{"name":"Mur","age":3}`, packed by Python's gzip.
  private static let packed = Array(
    Data(base64Encoded: "H4sIAAAAAAACA6tWykvMTVWyUvItLVLSUUpMB7KNawF1An5aFgAAAA==") ?? Data())

  private static let packedBlanks = """
    H4sIAAAAAAACA+3BgQAAAACAIJX9KRepCgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
    AAAAAAAAAAAAAAAAAAAAAAAGqUGSy0AAABAA==
    """

  private func post(_ body: [UInt8], coding: String?) async throws -> TestResponse {
    try await Cattle().test { client in
      var headers = try bearer(.manager)
      headers[.contentType] = "application/json"
      headers[.contentEncoding] = coding
      return try await client.execute(
        uri: "/api/cows", method: .post, headers: headers, body: ByteBuffer(bytes: body)
      ) { $0 }
    }
  }

  @Test("gzip is unpacked, also in several parts, whatever reads the body")
  func gzip() async throws {
    for coding in ["gzip", "GZIP", "x-gzip", "identity, gzip"] {
      #expect(try await post(Self.packed, coding: coding).status == .created, "\(coding)")
    }
    #expect(
      try await post(Array(#"{"name":"Mur","age":3}"#.utf8), coding: "identity").status == .created)
    let twice = try await Cattle().test { client in
      try await client.execute(
        uri: "/api/trickle", method: .post, headers: [.contentEncoding: "gzip"],
        body: ByteBuffer(bytes: Self.packed + Self.packed)
      ) { $0 }
    }
    #expect(twice.json == ["bytes": 44])
  }

  @Test("another coding is 415 that names those that are known")
  func otherCodings() async throws {
    for coding in ["br", "deflate", "gzip, gzip", "zstd"] {
      let answer = try await post(Self.packed, coding: coding)
      #expect(answer.status == .unsupportedMediaType, "\(coding)")
      #expect(answer.headers[.acceptEncoding] == "gzip, identity")
    }
  }

  @Test("what is no gzip, or ends too early, is 400")
  func broken() async throws {
    for length in 0..<Self.packed.count {
      let answer = try await post(Array(Self.packed.prefix(length)), coding: "gzip")
      #expect(answer.problem == "bad-input", "\(length)")
    }
    #expect(try await post(Array("{}".utf8), coding: "gzip").problem == "bad-input")
    #expect(try await post(Self.packed + [1, 2, 3], coding: "gzip").problem == "bad-input")
  }

  @Test("what a little gzip becomes is bounded as any body is")
  func bomb() async throws {
    // 64 KiB of blanks, twice.
    let blanks = Array(Data(base64Encoded: Self.packedBlanks) ?? Data())
    let answer = try await post(blanks + blanks, coding: "gzip")
    #expect(answer.problem == "content-too-large")
  }

  @Test("a byte-order mark says nothing, in a body and in any line of an import")
  func byteOrderMark() async throws {
    let mark = "\u{FEFF}"
    #expect(
      try await post(Array("\(mark){\"name\":\"Mur\",\"age\":3}".utf8), coding: nil).status
        == .created)
    var lines = LineImport<Int>(key: { "\($0)" }) { form in
      let number = form.int("n", 0...9)
      try form.finish()
      return number
    } store: {
      ImportCounts(created: $0.count)
    }
    let text = "\(mark){\"n\":1}\r\n\(mark){\"n\":2}\n\(mark)\n{\"n\":3}"
    // Cut in the midst of the first mark, too.
    let bytes = Array(text.utf8)
    let report = try await lines.run(
      AsyncThrowingStream<ByteBuffer, any Error> { stream in
        stream.yield(ByteBuffer(bytes: bytes.prefix(2)))
        stream.yield(ByteBuffer(bytes: bytes.dropFirst(2)))
        stream.finish()
      })
    #expect((report.lines, report.rejected, report.counts.created) == (3, 0, 3))
  }

  @Test("UTF-16 is refused with what to do, with and without its mark")
  func utf16() {
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian] {
      let bytes = Array(#"{"a":1}"#.data(using: encoding) ?? Data())
      let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(bytes) }
      #expect(failure?.reason.contains("UTF-8") == true, "\(encoding)")
    }
  }

  @Test("a plus in an address is a blank, and a mistake says so")
  func plus() throws {
    let query = QueryForm(query: "from=2026-01-02T03:04:05+03:00&n=+7&limit=x")
    _ = (query.time("from"), query.int("n", 0...9), query.limit())
    let problem = #expect(throws: Problem.self) { try query.finish() }
    #expect(problem?.errors.map { $0.reason.text.contains("%2B") } == [true, true, false])
  }
}
