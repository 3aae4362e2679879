import Contracts
import Testing

@testable import Mail

@Suite("Reading replies")
struct SMTPReplyParserTests {
  @Test(
    "takes codes, enhanced codes and lines apart",
    arguments: [
      ("250 2.1.5 Fine\r\n", "250 2.1.5", ["Fine"]), ("250\r\n", "250", [""]),
      ("250-a\r\n250-\r\n250 c\r\n", "250", ["a", "", "c"]),
      ("550-5.1.1 No\r\n550 5.1.1 cat\r\n", "550 5.1.1", ["No", "cat"]),
      ("550-5.1.1 No\r\n550 cat\r\n", "550 5.1.1", ["No", "cat"]),
      ("550-No\r\n550 5.1.1 cat\r\n", "550", ["No", "5.1.1 cat"]),
      ("250 5.1.1 is of another class\r\n", "250", ["5.1.1 is of another class"]),
      ("450 4.7.1\r\n", "450 4.7.1", [""]), ("450 4.7.1234 x\r\n", "450", ["4.7.1234 x"]),
      ("220 \u{1}кот\u{7F}\r\n", "220", [" кот "]),
    ])
  func reads(text: String, numbers: String, lines: [String]) throws {
    let reply = try #require(try replies(to: Array(text.utf8)).first)
    #expect(reply.description == numbers && reply.lines == lines)
  }

  @Test(
    "gives up on what is none",
    arguments: [
      ("250 x\n", .noReply), ("\r\n", .noReply), ("25\r\n", .noReply), ("2500\r\n", .noReply),
      ("199 x\r\n", .noReply), ("600 x\r\n", .noReply), ("HTTP/1.1 400\r\n", .noReply),
      ("250-a\r\n251 b\r\n", .codesDiffer),
    ] as [(String, SMTPReplyParser.Mistake)])
  func refuses(text: String, mistake: SMTPReplyParser.Mistake) {
    #expect(throws: mistake) { try replies(to: Array(text.utf8)) }
  }

  @Test("takes what is just within the limits, and nothing beyond")
  func limits() throws {
    let longest = "250 " + String(repeating: "x", count: 1_994)
    let most = String(repeating: "250-x\r\n", count: 99)
    let replies = try replies(to: Array("\(longest)\r\n\(most)250 x\r\n".utf8))
    #expect(replies.map(\.lines.count) == [1, 100])
    #expect(throws: SMTPReplyParser.Mistake.lineTooLong) {
      try self.replies(to: Array("\(longest)xx".utf8))
    }
    #expect(throws: SMTPReplyParser.Mistake.tooManyLines) {
      try self.replies(to: Array("\(most)250-x\r\n250 x\r\n".utf8))
    }
  }

  @Test("never fails on any bytes, and never holds more than a reply may have")
  func anyBytes() {
    var numbers = SplitMix64(seed: 5321)
    let models = ["250-a\r\n250 b\r\n", "550 5.1.1 no\r\n", "354 go\r\n", "\r\n", "220-"]
    for _ in 0..<500 {
      var parser = SMTPReplyParser()
      var bytes = (0..<20).flatMap { _ in Array((models.randomElement(using: &numbers) ?? "").utf8)
      }
      for _ in 0..<Int.random(in: 0..<4, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      }
      bytes += [UInt8](repeating: 45, count: 3_000)
      var isOver = false
      for byte in bytes where !isOver {
        do { _ = try parser.receive(byte) } catch { isOver = true }
        #expect(parser.heldBytes <= SMTPReplyParser.longestLine * SMTPReplyParser.mostLines)
      }
      #expect(isOver, "a line without an end was read to the end")
    }
  }

  private func replies(to bytes: [UInt8]) throws -> [SMTPReply] {
    var parser = SMTPReplyParser()
    return try bytes.compactMap { try parser.receive($0) }
  }
}
