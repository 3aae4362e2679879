import Contracts
import FoundationEssentials
import Testing

@testable import Mail

@Suite("What servers report of mails that they could not deliver")
struct DeliveryReportTests {
  /// Of whatever servers write, as it lies in a mailbox.
  static let servers = ["postfix", "exim", "exchange", "gmail"]
  private static let id: ExactText = "mfzgk3tdmrswc5dpnvqws3dfme"

  private static func file(_ server: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: folder.appending(path: "bounces/\(server).eml"), encoding: .utf8)
  }

  private func read(_ text: String) -> DeliveryReport? { DeliveryReport(Array(text.utf8)) }

  @Test(
    "says that it has failed, why, and of which mail, whatever ends its lines", arguments: servers)
  func reads(server: String) throws {
    let text = try Self.file(server)
    for ending in ["\n", "\r\n"] {
      let report = try #require(read(text.replacing("\n", with: ending)))
      #expect(report.outcomes.map(\.action) == [.failed])
      let status = report.outcomes[0].status.map { "\($0)" }
      #expect(status == (server == "exchange" ? "5.1.10" : "5.1.1"))
      #expect(report.outcomes[0].diagnostic?.hasPrefix("550") == true)
      #expect(Set(report.ids) == [Self.id])
    }
  }

  @Test("the address that it went to is enough, and so is the mail that comes back")
  func found() throws {
    let text = try Self.file("postfix")
    let headless = try #require(
      read(text.replacing("Message-ID: <mfzgk", with: "X-Message-ID: <mfzgk")))
    #expect(Set(headless.ids) == [Self.id])
    let plain = try #require(read(text.replacing("bounce+\(Self.id)@", with: "post@")))
    #expect(plain.ids == [Self.id])
    let header = try #require(
      read(
        text.replacing("bounce+\(Self.id)@", with: "post@")
          .replacing("message/rfc822", with: "text/rfc822-headers")))
    #expect(header.ids == [Self.id])
    let neither = try #require(
      read(
        text.replacing("bounce+\(Self.id)@", with: "post@")
          .replacing("Message-ID:", with: "X-Message-ID:")))
    #expect(neither.ids.isEmpty)
  }

  @Test("a part that is encoded is decoded, also where its own lines end in LF")
  func encoded() throws {
    let text = try Self.file("postfix")
    let status = "Reporting-MTA: dns; x\n\nAction: failed\nStatus: 5.1.1\n"
    let start = try #require(text.firstRange(of: "Reporting-MTA")).lowerBound
    let end = try #require(text[start...].firstRange(of: "\n--8A2D13E")).lowerBound
    let coded =
      text[..<start].replacing(
        "message/delivery-status\n",
        with: "message/delivery-status\nContent-Transfer-Encoding: base64\n")
      + Data(status.utf8).base64EncodedString() + "\n" + text[end...]
    #expect(read(String(coded))?.outcomes.map { $0.status?.description } == ["5.1.1"])
  }

  @Test("each recipient counts, what is delayed or passed on as well")
  func outcomes() throws {
    let text = try Self.file("exim").replacing(
      "Action: failed\n",
      with: """
        Action: Delayed
        Status: 4.4.1 (no answer)
        Final-Recipient: rfc822;tom@cats.example

        Action: relayed
        Final-Recipient: rfc822;leo@cats.example

        Action: meowed
        Final-Recipient: rfc822;meow@cats.example

        Action: failed

        """)
    let report = try #require(read(text))
    #expect(report.outcomes.map(\.action) == [.delayed, .relayed, .failed])
    #expect(report.outcomes.map { $0.status?.description } == ["4.4.1", nil, "5.1.1"] as [String?])
  }

  @Test("5.0.0 says no more than that it has failed; then what the server said counts")
  func vague() throws {
    let text = try Self.file("exim")
    func status(_ diagnostic: String) -> String? {
      read(text.replacing("smtp; 550 5.1.1 no such cat", with: diagnostic))?
        .outcomes[0].status?.description
    }
    #expect(status("smtp; 550-5.7.1 no") == "5.7.1")
    #expect(status("smtp; 550 no such cat 5.1.1") == "5.0.0")
    #expect(status("x-unix; 5.1.1") == "5.0.0")
    #expect(status("") == "5.0.0")
    #expect(
      read(text.replacing("Status: 5.0.0\n", with: "Status: cat\n"))?.outcomes[0].status?
        .description == "5.1.1")
  }

  @Test("what is no report is none")
  func none() throws {
    let text = try Self.file("postfix")
    #expect(DeliveryReport(Array(try WrittenMail().mail)) == nil)
    #expect(DeliveryReport([]) == nil)
    #expect(read(text.replacing("multipart/report", with: "multipart/mixed")) == nil)
    #expect(read(text.replacing("message/delivery-status", with: "text/plain")) == nil)
    #expect(read(text.replacing("Action:", with: "Deed:")) == nil)
    // A report that somebody passes on is that person's mail.
    let passedOn = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822"
    #expect(read("\(passedOn)\n\n\(text)\n--x--\n") == nil)
  }

  @Test("a long one is read to its limits, and quickly")
  func long() throws {
    let text = try Self.file("postfix")
    let many = String(repeating: "Action: failed\nStatus: 5.1.1\n\n", count: 5_000)
    let report = try #require(
      read(
        text.replacing("Final-Recipient", with: many + "Final-Recipient")
          + String(repeating: "x\n", count: 1 << 20)))
    #expect(report.outcomes.count == 100)
    let wide = text.replacing(
      "To: bounce", with: "To: " + String(repeating: "a+b@c,", count: 10_000) + "bounce")
    #expect(read(wide)?.ids.count == 10)
  }

  @Test("no bytes trap it", arguments: servers)
  func anything(server: String) throws {
    let text = Array(try Self.file(server).utf8)
    var numbers = SplitMix64(seed: 11)
    var texts = AnyText(seed: 12)
    var read = 0
    for _ in 0..<150 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...8, using: &numbers) {
        let place = Int.random(in: 0...bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes.insert(contentsOf: texts.next(most: 4).utf8, at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 40))
        case 2 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &numbers)
        default: bytes = Int.random(in: 0..<8, using: &numbers) > 0 ? bytes : Array(bytes[..<place])
        }
      }
      if DeliveryReport(bytes) != nil { read += 1 }
    }
    #expect(read > 10, "what is left of them is mostly read")
  }
}

@Suite("Addresses for reports")
struct BounceAddressTests {
  @Test(
    "have the mail's id behind a plus",
    arguments: [
      ("mcf.example", "bounce+cat@mcf.example"), ("post@mcf.example", "post+cat@mcf.example"),
      ("a.b@mcf.example", "a.b+cat@mcf.example"),
    ])
  func of(text: String, address: String) throws {
    #expect(try #require(BounceAddress(text)).of("cat")?.description == address)
    #expect(MailAddress(address) != nil)
  }

  @Test(
    "are of ASCII, and have room for any id",
    arguments: [
      "", "@", "not a name", "a@b@c", "кот@mcf.example", "post@пример.рф",
      "sixteen-of-these@mcf.example", "<post@mcf.example>",
    ])
  func refuses(text: String) { #expect(BounceAddress(text) == nil) }
}
