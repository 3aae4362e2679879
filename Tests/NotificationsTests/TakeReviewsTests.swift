import Contracts
import FoundationEssentials
import Mail
import Postgres
import TestSupport
import Testing

@testable import Notifications

@Suite("R-305: what a review has found is told to client and worker, as far as it was written")
struct TakeReviewsTests {
  @Test("to both, to one or to nobody, for two weeks, each what was written for that reader alone")
  func readers() async throws {
    try await withNotifications { bed in
      try await bed.introduceBoth()
      let cases: [(String?, String?, [String])] = [
        ("we are sorry", "come in time", ["job-review worker queued", "review client queued"]),
        ("we are sorry", nil, ["review client queued"]),
        (nil, "come in time", ["job-review worker queued"]),
        (nil, nil, []),
      ]
      for (toClient, toWorker, mails) in cases {
        try await bed.close(toClient, toWorker)
        #expect(try await bed.mails() == mails)
        let kept = try await bed.database.admin.query(
          """
          delete from notifications.message
          returning recipient_kind, address, params::text,
                    extract(epoch from expires_at - occurred_at)::int8 / 86400
          """, as: String.self, String.self, String.self, Int64.self)
        for (reader, address, params, days) in kept {
          #expect(address == (reader == "client" ? Fixture.client : Fixture.worker))
          #expect(params.contains("we are sorry") == (reader == "client"))
          #expect(params.contains("come in time") == (reader == "worker"))
          #expect(days == 14)
        }
      }
    }
  }

  @Test("in the reader's language, but for what was written, which is as it was typed")
  func languages() async throws {
    try await withNotifications { bed in
      try await bed.introduceBoth(client: .russian, worker: .english)
      try await bed.close("We are sorry.\n\nNext time <somebody> comes.", "Вас ждали")
      try await bed.round()
      let client = try #require(try bed.texts(to: Fixture.client).first)
      #expect(client.hasPrefix("Здравствуйте, Murka!"))
      #expect(client.contains("\n\nWe are sorry.\n\nNext time <somebody> comes.\n\nЧто: Tidying\n"))
      #expect(client.contains("московское время") && client.contains("написал вам сотрудник"))
      let worker = try #require(try bed.texts(to: Fixture.worker).first)
      #expect(
        worker.hasPrefix("Hello Barsik,") && worker.contains("\n\nВас ждали\n\nWhat: Tidying"))
      #expect(
        try bed.office.received.allSatisfy {
          try $0.page.contains("&lt;somebody&gt;") == ($0.recipient == Fixture.client)
        })
    }
  }

  @Test("who is not heard of so far is written to once the register tells, if that is in time")
  func unknown() async throws {
    try await withNotifications { bed in
      try await bed.close("we are sorry", "come in time")
      try await bed.round()
      #expect(try await bed.mails() == ["job-review worker waiting", "review client waiting"])
      try await bed.introduceClient()
      try await bed.round()
      #expect(bed.office.taken == [Fixture.client])
      bed.time.advance(by: 14 * 86_400)
      try await bed.introduce(MoneySamples.worker)
      try await bed.round()
      #expect(
        try await bed.mails() == ["job-review worker expired too_old", "review client sent"])
      #expect(bed.office.taken == [Fixture.client])
    }
  }

  @Test("replays make nothing twice, and what was closed two weeks ago is no news")
  func once() async throws {
    try await withNotifications { bed in
      try await bed.introduceBoth()
      let closedAt = bed.time.now
      for _ in 0..<3 {
        try await bed.close("we are sorry", "come in time", at: closedAt)
        try await bed.round()
        bed.time.advance(by: 60)
      }
      #expect(bed.office.taken.sorted() == [Fixture.worker, Fixture.client])
      bed.time.set(closedAt.addingTimeInterval(14 * 86_400))
      try await bed.close("we are sorry", nil, of: MoneySamples.id(14), at: closedAt)
      try await bed.round()
      #expect(try await bed.mails().last == "review client expired too_old")
      #expect(bed.office.taken.count == 2)
    }
  }

  @Test("whatever is written arrives line by line as it was, and changes nothing around it")
  func anyText() async throws {
    let texts = Self.snares + (0..<20).map(Self.text(of:))
    try await withNotifications { bed in
      try await bed.introduceClient()
      for (index, text) in texts.enumerated() {
        try await bed.close(text, nil, of: MoneySamples.id(UInt8(100 + index)))
        try await bed.round()
        let mail = try #require(bed.office.received.last)
        #expect(bed.office.taken.count == index + 1)
        #expect(!mail.text.contains { $0 == "\r" || $0 == "\n" }, "a bare CR or LF")
        let parts = MailPart(mail.bytes[...]).leaves()
        #expect(parts.map(\.kind) == [.text, .html])
        let plain = try #require(parts.first?.contents)
        #expect(
          plain.firstRange(of: Self.sent("\n\n\(text)\n\nWhat: Tidying\n")) != nil, "\(index)")
        #expect(try !mail.page.contains("<script"))
        // From its header nobody sees what was written.
        #expect(mail.header == bed.office.received.first?.header, "\(index)")
      }
    }
  }

  private static let snares = [
    "one\r\ntwo\rthree\nfour", ".\r\n.\r\nQUIT\r\n", "Bcc: tom@cats.example\r\nSubject: free fish",
    "From here on\n..\n--=_alternative", "=?utf-8?B?IQ==?= =20 = \t\n ",
    "{{footer}} {what} {{{.}}}",
    "</td></table><script>alert(1)</script> & \"'",
    "\u{202E}purr\u{2028}\u{85}\u{1}\u{7F}e\u{301}\"\u{301}",
  ]

  /// Of all planes; what no database holds, a zero, is not among them.
  private static func text(of number: Int) -> String {
    var numbers = SplitMix64(seed: UInt64(number))
    let scalars = (0..<200).map { _ in
      Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &numbers)) ?? "\n"
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// With lines that end as they do in a mail.
  private static func sent(_ text: String) -> [UInt8] {
    let lines = text.split(omittingEmptySubsequences: false) { ["\r\n", "\n", "\r"].contains($0) }
    return Array(lines.joined(separator: "\r\n").utf8)
  }
}

extension PostOffice.Received {
  /// Its part in HTML.
  fileprivate var page: String {
    get throws {
      let part = MailPart(bytes[...]).leaves().first { $0.kind == .html }
      return try #require(part?.text)
    }
  }

  /// But for its ids, which each mail has of its own.
  fileprivate var header: [Substring] {
    text.split(separator: "\r\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
      .filter { !$0.hasPrefix("Message-ID:") && !$0.contains("boundary=") }
  }
}

extension Fixture {
  fileprivate func close(
    _ toClient: String?, _ toWorker: String?, of id: UUID = MoneySamples.id(13), at now: Date? = nil
  ) async throws {
    var review = MailSample.review
    (review.reviewID, review.closedAt) = (id, now ?? time.now)
    (review.textForClient, review.textForWorker) = (toClient, toWorker)
    try await tell(review, of: id, version: review.version, from: "quality")
  }

  fileprivate func introduceBoth(
    client: Language? = nil, worker: Language? = nil
  ) async throws {
    try await introduceClient(language: client)
    try await introduce(MoneySamples.worker, language: worker)
  }

  fileprivate func introduceClient(language: Language? = nil) async throws {
    try await tell(
      ClientChanged(
        id: MoneySamples.client, externalID: "hcb-1", firstName: "Murka", lastName: "Whiskers",
        email: Self.client, phone: nil, place: nil, language: language, active: true, version: 1),
      of: MoneySamples.client, version: 1, from: "clients")
  }
}
