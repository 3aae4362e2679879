import Contracts
import FoundationEssentials
import Mail
import Postgres
import TestSupport
import Testing

@testable import Notifications
@testable import ServiceKit

@Suite("R-301, R-302, R-303, R-304, R-305, R-306: what mails say")
struct LetterTests {
  @Test("each mail in each language is its golden file, byte by byte")
  func golden() async throws {
    let mails = try await mails()
    for (name, bytes) in mails {
      let file = Self.folder.appending(path: name)
      let golden = try? Data(contentsOf: file)
      if golden == nil { try Data(bytes).write(to: file) }
      #expect(golden == Data(bytes), "\(name)")
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
    #expect(Set(kept).subtracting(mails.keys) == [])
  }

  /// By `template.language.eml`.
  private func mails() async throws -> [String: [UInt8]] {
    var mails: [String: [UInt8]] = [:]
    try await withDatabase(.of("notifications")) { database in
      let letters = try Letters(
        zone: "Europe/Moscow", site: Self.site, portal: HiringSamples.portal)
      for sample in try MailSample.all() {
        for language in Language.allCases {
          let mail = sample.mail(in: language)
          let address = try #require(mail.address.flatMap { MailAddress($0) })
          mails["\(sample.name).\(language.rawValue).eml"] = try await letters.message(
            mail, to: address, from: .sample, at: try #require(MailDomain("mcf.example")),
            in: database.app("notifications")
          ).bytes()
        }
      }
    }
    return mails
  }

  private static let site = "https://mcf.example"
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "golden")

  @Test("each template has a sample, and each fact of its list is said in one of them")
  func complete() throws {
    let samples = Dictionary(grouping: try MailSample.all(), by: \.draft.template)
    let texts = try Letters.texts()[.english]
    for template in MailTemplate.allCases {
      let labels = try samples[template, default: []].flatMap {
        try letter($0.draft, .english).facts.map(\.label)
      }
      #expect(Set(labels) == Set(template.facts.map { texts.text($0.label) }), "\(template)")
    }
  }

  @Test("what is previewed is what would be sent")
  func previewed() throws {
    for language in Language.allCases {
      for (name, _, mail) in try MailPreview().mails(in: language) {
        let file = Self.folder.appending(path: "\(name).\(language.rawValue).eml")
        #expect(try Data(mail.bytes()) == Data(contentsOf: file), "\(name)")
      }
    }
  }

  @Test("no mail says a phone, no worker's what the client pays, and each names the zone")
  func says() throws {
    for draft in try MailSample.all().map(\.draft) {
      let letter = try letter(draft, .english)
      let text = letter.facts.map(\.text).joined(separator: "\n") + letter.subject + letter.lead
      #expect(!text.contains(OrderFacts.phone))
      if let order = draft.told as? OrderTold {
        #expect(text.contains("95.00") == (order.charge != nil && draft.template != .checkedIn))
      }
      #expect(text.contains("Moscow time") == !draft.told.instants.isEmpty)
    }
  }

  @Test("of an end for a reason that no text knows, none is said")
  func unknownReason() throws {
    let end = OrderFinished.finished(
      .sample(at: MailSample.time), .failed, "moon_too_bright", at: MailSample.time)
    let letters = try end.drafts(of: MoneySamples.id(1)).map { try letter($0, .english) }
    #expect(letters.allSatisfy { letter in !letter.facts.contains { $0.label == "Why" } })
  }

  private func letter(
    _ draft: MailDraft, _ language: Language, site: String? = site,
    portal: PortalDoor? = HiringSamples.portal
  ) throws -> Letter {
    let time = LocalTime(day: "2027-03-02", weekday: 2, time: "13:00")
    let times = Dictionary(draft.told.instants.map { ($0, time) }) { one, _ in one }
    return try LetterWriter(
      texts: try Letters.texts()[language], times: times, zone: "Europe/Moscow", site: site,
      portal: portal
    ).letter(draft.template, draft.told)
  }

  @Test("another zone is named by its IANA name")
  func otherZone() throws {
    let order = OrderFacts.sample(at: MailSample.time)
    let draft = try #require(
      OrderAccepted(order, .init()).drafts(of: order.orderID).first)
    let time = LocalTime(day: "2027-03-02", weekday: 2, time: "13:00")
    let writer = LetterWriter(
      texts: try Letters.texts()[.english], times: [order.scheduledAt: time], zone: "Asia/Tokyo",
      site: nil, portal: nil)
    let letter = try writer.letter(draft.template, draft.told)
    #expect(letter.facts.first?.text == "Tuesday, 2 March, 13:00, Asia/Tokyo")
  }

  @Test("R-304: of a payment that failed, why, and what comes next or is to be done")
  func failed() throws {
    func facts(_ event: ClientInvoiceFailed) throws -> [String: String] {
      let draft = try #require(event.drafts(of: MoneySamples.invoice).first)
      let facts = try letter(draft, .english).facts
      return Dictionary(uniqueKeysWithValues: facts.map { ($0.label, $0.text) })
    }
    let again = try facts(MoneySamples.failed(next: MailSample.time))
    #expect(again["Why"] == "there was not enough money")
    #expect(again["What comes next"]?.hasPrefix("we try again by ourselves on Tuesday") == true)
    let last = try facts(MoneySamples.failed("moon_too_bright"))
    #expect(last["Why"] == "the provider calls it moon_too_bright")
    #expect(last["What comes next"]?.hasPrefix("nothing is tried by itself any more") == true)
    #expect(try facts(MoneySamples.failed("never_made"))["Why"] == "it did not get through")
  }

  @Test(
    "applicants' letters lead to the portal by the link that their event has sealed, if any")
  func portal() throws {
    let samples = try MailSample.all().filter { $0.draft.template.reader == .applicant }
    #expect(samples.contains { $0.draft.template == .welcome })
    for draft in samples.map(\.draft) {
      let hasLink = try #require(draft.told as? ApplicationTold).link != nil
      let url = try letter(draft, .english).links.first?.url
      #expect(url == (hasLink ? "\(HiringSamples.site)/portal/\(HiringSamples.token)" : nil))
      let shut = try letter(draft, .english, portal: .shut).links.map(\.url)
      #expect(shut == (hasLink ? ["…"] : []))
      guard hasLink else { continue }
      #expect(throws: LetterDefect.self) { try letter(draft, .english, portal: nil) }
      let others = PortalDoor.open(site: HiringSamples.site, LinkSeal(.random()))
      #expect(throws: LinkSeal.Broken.self) { try letter(draft, .english, portal: others) }
    }
  }

  @Test("mails lead to the page of what they tell, where the site knows its address")
  func links() throws {
    for sample in try MailSample.all() {
      let paths = Self.paths(in: sample.draft.template)
      guard sample.draft.template.reader != .applicant else { continue }
      #expect(try letter(sample.draft, .english).links.map(\.url) == paths.map { Self.site + $0 })
      #expect(try letter(sample.draft, .english, site: nil).links.isEmpty)
    }
  }

  private static func paths(in template: MailTemplate) -> [String] {
    let order = MailSample.order.orderID.wire
    return switch template {
    case .orderStands, .checkedIn, .done, .cancelled, .review: ["/orders/\(order)"]
    case .failed: ["/orders/new?copy=\(order)", "/orders/\(order)"]
    case .newJob, .reportLate, .jobDone, .jobCancelled, .jobFailed, .suppliesReady, .jobReview:
      ["/jobs/\(order)"]
    case .newPackage: ["/packages"]
    case .newApplications: ["/applications"]
    case .invoiceIssued, .paymentReceived, .creditUsed, .paymentFailed, .paymentReturned,
      .refunded, .refundReturned:
      ["/invoices/\(MoneySamples.invoice.wire)"]
    case .payslip, .paidOut: ["/earnings/\(MoneySamples.payslip.wire)"]
    default: []
    }
  }

  @Test("R-130: what came to nothing has a button for the same again, and no other mail has one")
  func sameAgain() throws {
    for sample in try MailSample.all() {
      let letter = try letter(sample.draft, .english)
      let acts = letter.links.filter(\.isAct).map(\.label)
      #expect(acts == (sample.draft.template == .failed ? ["The same again"] : []))
    }
  }

  @Test("a review's mail that was planned before mails led anywhere is still read")
  func plannedBefore() throws {
    let kept = #"{"serviceTypeName": "Tidying", "scheduledAt": 0, "firstName": "Murka"}"#
    let told = try JSONDecoder().decode(ReviewTold.self, from: Data(kept.utf8))
    #expect(told.links(in: .review).isEmpty)
  }
}
