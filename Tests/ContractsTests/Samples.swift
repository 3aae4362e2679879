import Contracts
import FoundationEssentials

/// The events of the golden files.
enum Samples {
  static func client(least: Bool = false) throws -> ClientChanged {
    ClientChanged(
      id: try id("0c"), externalID: "hcb-77", firstName: "Murka", lastName: "Mews",
      email: "murka@example.org", phone: least ? nil : "+7 900 000-00-01",
      place: least ? nil : "Cat Street 9/1", language: least ? nil : .russian, active: !least,
      version: least ? 1 : 3)
  }

  static func worker(least: Bool = false) throws -> WorkerChanged {
    let absence = WorkerChanged.Absence(
      from: try time("2027-04-01T00:00:00Z"), to: try time("2027-04-08T00:00:00Z"))
    return WorkerChanged(
      id: try id("ee"), name: "Barsik Paws", email: "barsik@example.org",
      phone: "+7 900 000-00-02", language: least ? nil : .english, age: 4, breed: "Siberian",
      coatColour: "grey", code: "ABCDEFGHIJKLMNOPQRST", active: true,
      origin: least ? "imported" : "applicant",
      applicationID: least ? nil : try id("a1"),
      hours: least ? nil : [.init(from: 540, to: 1080), .init(from: 1980, to: 2520)],
      absences: least ? [] : [absence],
      photoSHA256: least ? nil : String(repeating: "ef", count: 32), version: least ? 1 : 7)
  }

  static func application(least: Bool = false) throws -> ApplicationChanged {
    ApplicationChanged(
      applicationID: try id("a1"), vacancyID: try id("7a"), vacancyTitle: "Household helper",
      language: .english, event: least ? .asked : .invitedAgain,
      status: least ? "unconfirmed" : "invited", previous: least ? nil : "invited",
      email: least ? nil : "ryzhik@example.org", firstName: least ? nil : "Ryzhik",
      link: least ? nil : try link(),
      test: least
        ? nil
        : .init(
          questions: 15, limitSeconds: 1_200, extraSeconds: 600,
          goodUntil: try time("2027-03-15T12:00:00Z")),
      deadlineAt: least ? nil : try time("2027-03-15T12:30:00Z"), erased: least,
      at: try time("2027-03-01T12:00:00.25Z"), version: least ? 1 : 4)
  }

  private static func link() throws -> SealedLink {
    SealedLink(
      kind: .invitation, key: 2, sealed: "bm9uY2UgYW5kIHNlYWxlZCBhbmQgdGFn",
      expiresAt: try time("2027-03-17T12:00:00Z"))
  }

  static func applicantAccepted() throws -> ApplicantAccepted {
    let points = CharacteristicsCode.names.indices.map { 5 * ($0 + 1) }
    return ApplicantAccepted(
      applicationID: try id("a1"), workerID: try id("ee"), name: "Ryzhik Whiskers",
      email: "ryzhik@example.org", phone: "+7 900 000-00-03", age: 2, breed: "Siberian",
      coatColour: "ginger", language: .russian,
      characteristics: Dictionary(
        uniqueKeysWithValues: zip(CharacteristicsCode.names, points)),
      code: "ABCDEFGHIJKLMNOPQRST",
      photo: .init(
        sha256: String(repeating: "ef", count: 32), mediaType: "image/jpeg",
        path: "/api/applications/018f0000-0000-7000-8000-0000000000a1/photo"
          + "?expires=1806796800&signature=c2lnbmVk"),
      vacancyTitle: "Помощник по хозяйству", acceptedBy: "vasilisa",
      acceptedAt: try time("2027-03-01T12:00:00Z"), version: 6)
  }

  static func applicantRejected() throws -> ApplicantRejected {
    ApplicantRejected(
      applicationID: try id("a1"), vacancyID: try id("7a"), vacancyTitle: "Household helper",
      name: "Ryzhik Whiskers", email: "ryzhik@example.org", language: .english,
      reason: "test_result", mayApplyAgainAt: try time("2027-05-30T12:00:00Z"),
      rejectedBy: "vasilisa", rejectedAt: try time("2027-03-01T12:00:00Z"), version: 6)
  }

  static func manager(least: Bool = false) throws -> ManagerChanged {
    ManagerChanged(
      id: try id("3a"), name: "Vasilisa Claw", email: "vasilisa@mcf.example",
      language: least ? nil : .russian, active: true, version: 4)
  }

  static func clientInvoice(least: Bool = false) throws -> ClientInvoiceIssued {
    ClientInvoiceIssued(
      id: try id("c1"), number: "C-2027-000001", clientID: try id("0c"),
      clientName: "Murka Mews", email: "murka@example.org",
      from: try time("2027-02-28T17:00:00Z"), to: try time("2027-03-07T17:00:00Z"), lines: 3,
      total: Money(hundredths: 28_500), creditUsed: Money(hundredths: 9_500),
      due: Money(hundredths: 19_000), method: least ? nil : "card …42",
      issuedAt: try time("2027-03-07T17:02:01.5Z"))
  }

  static func sealed() throws -> SealedLedger {
    SealedLedger(
      number: 41, hash: "9f3a6c00b1d2e3f4a5b6c7d8e9f00112233445566778899aabbccddeeff00112",
      sealedAt: try time("2027-03-07T17:02:31.123Z"),
      key: "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
      signature: "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7"
        + "rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw=="
    )
  }

  static func clientInvoicePaid(least: Bool = false) throws -> ClientInvoicePaid {
    ClientInvoicePaid(
      id: try id("1f"), number: "C-2027-000001", clientID: try id("0c"), clientName: "Murka Mews",
      email: "murka@example.org", amount: Money(hundredths: 9_500), how: "card",
      cause: least ? nil : .refundReturned, left: Money(hundredths: 6_500),
      paidTotal: Money(hundredths: 1_000_001), paidVersion: 7,
      paidAt: try time("2027-03-07T17:03:00Z"))
  }

  static func clientInvoiceFailed(least: Bool = false) throws -> ClientInvoiceFailed {
    ClientInvoiceFailed(
      id: try id("1f"), number: "C-2027-000001", clientID: try id("0c"), clientName: "Murka Mews",
      email: "murka@example.org", attempt: ExactText("\(try id("1f").wire).\(least ? 2 : 1)"),
      code: least ? "closed" : "insufficient_funds", isFinal: least,
      left: Money(hundredths: 16_000),
      nextTryAt: least ? nil : try time("2027-03-08T17:03:00Z"), isTold: !least)
  }

  static func clientInvoiceReversed() throws -> ClientInvoiceReversed {
    ClientInvoiceReversed(
      id: try id("1f"), number: "C-2027-000001", clientID: try id("0c"), clientName: "Murka Mews",
      email: "murka@example.org", amount: Money(hundredths: 9_500), cause: .returned,
      left: Money(hundredths: 16_000), paidTotal: Money(hundredths: 990_501), paidVersion: 8,
      reversedAt: try time("2027-03-09T09:00:00Z"))
  }

  static func workerInvoice(least: Bool = false) throws -> WorkerInvoiceIssued {
    WorkerInvoiceIssued(
      id: try id("1e"), number: "W-2027-000001", workerID: try id("ee"),
      workerName: "Barsik Paws", email: "barsik@example.org",
      from: try time("2027-02-28T17:00:00Z"), to: try time("2027-03-31T17:00:00Z"), lines: 6,
      earned: Money(hundredths: 18_000), fines: Money(hundredths: -4_000),
      bonuses: Money(hundredths: 1_234), corrections: Money(hundredths: -6_000),
      total: Money(hundredths: 9_234), carriedIn: Money(hundredths: -2_000),
      due: Money(hundredths: 7_234), carriedOut: .zero, account: least ? nil : "…42",
      issuedAt: try time("2027-03-31T17:02:01.5Z"))
  }

  static func workerInvoicePaid() throws -> WorkerInvoicePaid {
    WorkerInvoicePaid(
      id: try id("1e"), number: "W-2027-000001", workerID: try id("ee"),
      workerName: "Barsik Paws", email: "barsik@example.org", amount: Money(hundredths: 7_234),
      account: "…42", paidAt: try time("2027-03-31T17:03:00Z"))
  }

  static func workerInvoiceFailed(least: Bool = false) throws -> WorkerInvoiceFailed {
    WorkerInvoiceFailed(
      id: try id("1e"), number: "W-2027-000001", workerID: try id("ee"),
      workerName: "Barsik Paws", email: "barsik@example.org",
      attempt: ExactText("\(try id("1e").wire).1"), amount: Money(hundredths: 7_234),
      code: least ? "account_closed" : "limit_reached", isReturned: least,
      nextTryAt: least ? nil : try time("2027-04-01T17:03:00Z"))
  }

  static func facts(least: Bool = false) throws -> OrderFacts {
    OrderFacts(
      orderID: try id("0a"), clientID: try id("0c"), clientFirstName: "Murka",
      clientName: "Murka Mews", workerID: try id("ee"), workerFirstName: "Barsik",
      workerName: "Barsik Paws", serviceTypeID: try id("5e"), serviceTypeName: "Tidying",
      description: "Take the box out — today, “please”", place: "Cat Street 9/1",
      phone: "+7 900 000-00-01", email: "murka@example.org",
      scheduledAt: try time("2027-03-02T10:00:00Z"), endsAt: try time("2027-03-02T11:00:00Z"),
      pickUpAt: least ? nil : try time("2027-03-02T09:00:00Z"), price: Money(hundredths: 10_000),
      discountPercent: 5, charge: Money(hundredths: 9_500),
      earning: least ? nil : Money(hundredths: 6_000), packingList: ["gloves", "acceptance form"],
      copyOf: least ? nil : try id("b0"),
      acceptedAt: try time("2027-03-01T09:00:00.250Z"))
  }

  static func accepted(least: Bool = false) throws -> OrderAccepted {
    OrderAccepted(try facts(least: least), .init())
  }

  static func started() throws -> OrderStarted {
    OrderStarted(try facts(), .init(startedAt: try startedAt, checkInPhoto: checkInPhoto))
  }

  static func overdue() throws -> OrderOverdue {
    OrderOverdue(
      try facts(),
      .init(
        startedAt: try startedAt, checkInPhoto: checkInPhoto,
        overdueAt: try time("2027-03-02T13:00:00Z"), failsAt: try time("2027-03-03T11:00:00Z")))
  }

  static func cancelled() throws -> OrderFinished {
    OrderFinished(
      try facts(),
      .init(
        outcome: .cancelled, reason: "client_absent", note: "Nobody opened",
        endedBy: OrderActor(role: "worker", id: ExactText(try id("ee").wire)),
        startedAt: try startedAt, endedAt: try time("2027-03-02T10:40:00Z"),
        checkInPhoto: checkInPhoto, reportPhoto: reportPhoto))
  }

  static func failed() throws -> OrderFinished {
    OrderFinished(
      try facts(least: true),
      .init(
        outcome: .failed, reason: "worker_no_show", note: nil,
        endedBy: OrderActor(role: "sweeper", id: nil), startedAt: nil,
        endedAt: try time("2027-03-02T10:30:00.001Z"), checkInPhoto: nil, reportPhoto: nil))
  }

  static func completed() throws -> OrderFinished {
    OrderFinished(
      try facts(),
      .init(
        outcome: .completed, reason: nil, note: nil,
        endedBy: OrderActor(role: "worker", id: ExactText(try id("ee").wire)),
        startedAt: try startedAt, endedAt: try time("2027-03-02T11:05:00Z"),
        checkInPhoto: checkInPhoto, reportPhoto: reportPhoto))
  }

  static func package() throws -> PackageFacts {
    PackageFacts(
      orderID: try id("0a"), workerID: try id("ee"), workerName: "Barsik Paws",
      clientFirstName: "Murka", serviceTypeName: "Tidying",
      description: "Take the box out — today, “please”", place: "Cat Street 9/1",
      scheduledAt: try time("2027-03-02T10:00:00Z"), pickUpAt: try time("2027-03-02T09:00:00Z"),
      packingList: ["gloves", "acceptance form"])
  }

  static func ready() throws -> PackageReady {
    PackageReady(
      try package(), .init(readyAt: try time("2027-03-01T12:00:00Z"), clerkID: "c-7"))
  }

  static func issued() throws -> PackageIssued {
    PackageIssued(
      try package(), .init(issuedAt: try time("2027-03-02T08:55:00Z"), clerkID: "c-7"))
  }

  static func takenBack(least: Bool = false) throws -> PackageTakenBack {
    PackageTakenBack(
      try package(),
      .init(
        takenBackAt: try time("2027-03-02T08:56:00Z"), clerkID: "c-8",
        step: least ? nil : .unpacked))
  }

  static func review(least: Bool = false) throws -> ReviewClosed {
    ReviewClosed(
      reviewID: try id("9e"), orderID: try id("0a"), origin: least ? .draw : .automatic,
      clientID: try id("0c"), clientFirstName: "Murka", workerID: try id("ee"),
      workerName: "Barsik Paws", serviceTypeName: "Tidying",
      scheduledAt: try time("2027-03-02T10:00:00Z"), outcome: least ? .completed : .cancelled,
      textForClient: least ? nil : "Nobody rang your bell.\nWe are sorry — “purr” 🐾",
      textForWorker: least ? nil : "Клиент ждал.\r\n.\r\nSubject: ring twice, please",
      closedAt: try time("2027-03-04T15:00:00.250Z"), version: 4)
  }

  private static var startedAt: Date { get throws { try time("2027-03-02T09:58:00Z") } }
  private static let checkInPhoto = photo("check-in", "ab")
  private static let reportPhoto = photo("report", "cd")

  private static func photo(_ kind: String, _ byte: String) -> PhotoReference {
    PhotoReference(
      sha256: String(repeating: byte, count: 32),
      path: "/api/orders/018f0000-0000-7000-8000-00000000000a/photos/\(kind)")
  }

  private static func id(_ suffix: String) throws -> UUID {
    guard let id = UUID(uuidString: "018f0000-0000-7000-8000-0000000000\(suffix)") else {
      throw BadSample()
    }
    return id
  }

  private static func time(_ text: String) throws -> Date {
    guard let date = Timestamp.parse(text) else { throw BadSample() }
    return date
  }
}

struct BadSample: Error {}
