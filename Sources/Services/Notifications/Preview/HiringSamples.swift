import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// Events of one application.
enum HiringSamples {
  static let application = MoneySamples.id(8)
  static let vacancy = MoneySamples.id(9)
  static let site = "https://jobs.mcf.example"
  /// What the portal would know one by.
  static let token = "AQFm1vQAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

  /// Nothing is secret of it.
  static let keys =
    NumberedKey("1:\(Data(repeating: 7, count: 32).base64EncodedString())")
    .flatMap { KeyRing([$0]) } ?? .random()
  static let portal = PortalDoor.open(site: site, LinkSeal(keys))

  private static let time = MailSample.time

  /// With what is otherwise than in the others of their kind.
  static var all: [(any MailedEvent, variant: String)] {
    get throws {
      [
        (try changed(.asked, "unconfirmed", link: .status), ""),
        (try changed(.confirmed, "new", link: .status), ""),
        (try changed(.invited, "invited", link: .invitation, test: test()), ""),
        (try changed(.invitedAgain, "invited", link: .invitation, test: test()), ""),
        (try changed(.timeAdded, "invited", test: test(extra: 600)), ""),
        (try changed(.timeAdded, "invited", test: test(extra: 630), isRunning: true), "-running"),
        (try changed(.tested, "tested"), ""),
        (try changed(.withdrawn, "withdrawn"), ""),
        (try changed(.reopened, "tested", link: .status), ""),
        (try changed(.linkSent, "new", link: .status), ""),
        (try changed(.erased, "withdrawn"), ""),
        (accepted, ""),
        (rejected, ""),
      ]
    }
  }

  static func changed(
    _ event: ApplicationChanged.Cause, _ status: String, of id: UUID = application,
    named firstName: String = "Ryzhik", link kind: LinkKind? = nil,
    test: ApplicationChanged.Test? = nil, isRunning: Bool = false,
    email: String? = MailSample.applicant, language: Language = .english, at now: Date = time,
    version: Int64 = 2
  ) throws -> ApplicationChanged {
    ApplicationChanged(
      applicationID: id, vacancyID: vacancy, vacancyTitle: title(in: language),
      language: language, event: event, status: status, previous: nil, email: email,
      firstName: event == .asked ? nil : firstName,
      link: try kind.map { try link($0, of: id, at: now) },
      test: test, deadlineAt: isRunning ? now.addingTimeInterval(1_830) : nil,
      erased: event == .erased, at: now, version: version)
  }

  static func title(in language: Language) -> String {
    switch language {
    case .english: "Household helper"
    case .russian: "Помощник по хозяйству"
    }
  }

  static func link(_ kind: LinkKind, of id: UUID, at now: Date) throws -> SealedLink {
    try LinkSeal(keys).seal(token, of: id, kind, until: now.addingTimeInterval(16 * 86_400))
  }

  static func test(extra: Int = 0, at now: Date = time) -> ApplicationChanged.Test {
    .init(
      questions: 15, limitSeconds: 1_200, extraSeconds: extra,
      goodUntil: now.addingTimeInterval(14 * 86_400))
  }

  static var accepted: ApplicantAccepted {
    ApplicantAccepted(
      applicationID: application, workerID: MoneySamples.worker, name: "Ryzhik Whiskers",
      email: MailSample.applicant, phone: "+7 900 111-22-33", age: 2, breed: "Siberian",
      coatColour: "ginger", language: .english, characteristics: [:], code: "",
      photo: .init(sha256: "", mediaType: "image/jpeg", path: "/photo"),
      vacancyTitle: title(in: .english), acceptedBy: "vasilisa", acceptedAt: time, version: 6)
  }

  static var rejected: ApplicantRejected {
    ApplicantRejected(
      applicationID: application, vacancyID: vacancy, vacancyTitle: title(in: .english),
      name: "Ryzhik Whiskers", email: MailSample.applicant, language: .english,
      reason: "test_result", mayApplyAgainAt: time.addingTimeInterval(90 * 86_400),
      rejectedBy: "vasilisa", rejectedAt: time, version: 6)
  }

  /// Of 23 new ones.
  static var digest: MailDraft {
    let names = ["Ryzhik", "Barsik", "Murka"] + (4...20).map { "Leo \($0)" }
    let counts = [
      GatheredCount(
        vacancyID: vacancy, language: .english, title: title(in: .english), count: 12),
      GatheredCount(
        vacancyID: vacancy, language: .russian, title: title(in: .russian), count: 8),
      GatheredCount(
        vacancyID: MoneySamples.id(10), language: .english, title: "Night watch", count: 3),
    ]
    return MailDraft(
      subject: MoneySamples.id(12), version: 1, template: .newApplications,
      recipient: Recipient(kind: .manager, id: MoneySamples.id(11)), name: "Vasilisa Longtail",
      address: "vasilisa@mcf.example", told: NewApplicationsTold(counts, names, to: "Vasilisa"),
      occurredAt: time)
  }
}
