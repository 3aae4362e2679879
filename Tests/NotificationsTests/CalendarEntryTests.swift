import Contracts
import FoundationEssentials
import Mail
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-302, R-306: an order in a calendar")
struct CalendarEntryTests {
  private func entry(
    _ template: MailTemplate, place: String = "9 Cat Street, Moscow", called: String = "Tidying"
  ) throws -> [String]? {
    var facts = OrderFacts.sample(at: TestClock().now)
    (facts.place, facts.serviceTypeName) = (place, called)
    let mail = QueuedMail(
      template: template, version: 7, language: .english, name: nil, address: nil,
      told: OrderTold(facts, to: template.reader), occurredAt: TestClock().now, messageID: "x")
    let text = CalendarEntry(mail, from: try #require(MailAddress("post@mcf.example")))?
      .appointment.text
    return text?.split(separator: "\r\n").map(String.init)
  }

  @Test("is put in when the order is accepted and taken out when nobody comes; others leave it")
  func methods() throws {
    for template in MailTemplate.allCases {
      let lines = try entry(template)
      switch template {
      case .orderStands, .newJob: #expect(lines?.contains("METHOD:PUBLISH") == true)
      case .cancelled, .jobCancelled, .failed, .jobFailed:
        #expect(lines?.contains("METHOD:CANCEL") == true)
      default: #expect(lines == nil)
      }
    }
    let lines = try #require(try entry(.orderStands))
    for line in [
      "SEQUENCE:7", "DTSTAMP:20270301T090000Z", "DTSTART:20270302T100000Z",
      "DTEND:20270302T110000Z", "ORGANIZER:mailto:post@mcf.example",
      "LOCATION:9 Cat Street\\, Moscow",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test("whatever people type ends no line early, and no line is longer than 75 bytes")
  func anyText() throws {
    var random = SplitMix64(seed: 3)
    let scalars: [Unicode.Scalar] = [
      "\r", "\n", "\\", ";", ",", ":", "a", "ё", "🐈", "\u{202E}", "\u{2028}", "\0", "\"", " ",
    ]
    for _ in 0..<500 {
      let picked = (0..<Int.random(in: 0..<200, using: &random)).compactMap { _ in
        scalars.randomElement(using: &random)
      }
      let text = String(String.UnicodeScalarView(picked))
      let lines = try #require(try entry(.newJob, place: text, called: text))
      #expect(lines.allSatisfy { $0.utf8.count <= 75 })
      #expect(lines.allSatisfy { !$0.utf8.contains(10) && !$0.utf8.contains(13) })
      // Unfolded, there are as many lines as there are properties.
      #expect(lines.count { !$0.hasPrefix(" ") } == 16)
    }
  }
}
