import Contracts
import FoundationEssentials
import Mail
import Outbox

/// A mail of each template, and another one where one event of its kind reads much unlike another: what
/// `mcf mail preview` shows, and what the golden files of tests are made of.
struct MailSample: Sendable {
  /// Its template's, with what is otherwise behind it.
  let name: String
  let draft: MailDraft
  /// The person's, where the event does not say it.
  private let person: (name: String, address: String)?

  static let client = "murka@cats.example"
  static let worker = "barsik@cats.example"
  static let applicant = "ryzhik@cats.example"
  /// 2027-03-01T09:00:00Z
  static let time = Date(timeIntervalSince1970: 1_803_891_600)

  static let order = OrderFacts(
    orderID: MoneySamples.id(1), clientID: MoneySamples.client, clientFirstName: "Murka",
    clientName: "Murka Whiskers", workerID: MoneySamples.worker, workerFirstName: "Barsik",
    workerName: "Barsik Paws", serviceTypeID: MoneySamples.id(4), serviceTypeName: "Tidying",
    description: "Take the box out;\nthen purr, please <3", place: "9 Cat Street, Moscow",
    phone: "+7 900 111-22-33", email: client, scheduledAt: time.addingTimeInterval(25 * 3_600),
    endsAt: time.addingTimeInterval(26 * 3_600), pickUpAt: time.addingTimeInterval(24 * 3_600),
    price: Money(hundredths: 10_000), discountPercent: 5, charge: Money(hundredths: 9_500),
    earning: Money(hundredths: 6_000), packingList: ["gloves", "brush"], copyOf: nil,
    acceptedAt: time)

  /// - Throws: `LetterDefect` if we are written to at what is no address.
  static func all() throws -> [MailSample] {
    try ofOrders.flatMap { try samples($0, of: order.orderID) }
      + ofInvoices.flatMap { try samples($0, $1, of: MoneySamples.invoice) }
      + ofPayslips.flatMap { try samples($0, $1, of: MoneySamples.payslip) }
      + samples(ClientLedgerSealed(MoneySamples.seal(at: time)), of: MoneySamples.id(7))
      + HiringSamples.all.flatMap { try samples($0, $1, of: HiringSamples.application) }
      + samples(review, of: MoneySamples.id(13))
      + [
        MailSample(
          name: HiringSamples.digest.template.rawValue, draft: HiringSamples.digest, person: nil)
      ]
  }

  /// As it is sent.
  func mail(in language: Language) -> QueuedMail {
    QueuedMail(
      template: draft.template, version: draft.version, language: language,
      name: draft.name ?? person?.name, address: draft.address ?? person?.address,
      told: draft.told, occurredAt: draft.occurredAt, messageID: draft.messageID)
  }
}

extension MailSample {
  private static let package = PackageFacts(
    orderID: order.orderID, workerID: order.workerID, workerName: order.workerName,
    clientFirstName: order.clientFirstName, serviceTypeName: order.serviceTypeName,
    description: order.description, place: order.place, scheduledAt: order.scheduledAt,
    pickUpAt: order.scheduledAt.addingTimeInterval(-3_600),
    packingList: order.packingList + ["acceptance form"])

  private static let photo = PhotoReference(
    sha256: String(repeating: "0", count: 64), path: "/photo")
  private static let nextDay = time.addingTimeInterval(86_400)

  private static var ofOrders: [any MailedEvent] {
    [
      OrderAccepted(order, .init()),
      OrderStarted(order, .init(startedAt: time, checkInPhoto: photo)),
      OrderOverdue(
        order, .init(startedAt: time, checkInPhoto: photo, overdueAt: time, failsAt: nextDay)),
      finished(.completed, nil),
      finished(.cancelled, "client_request"),
      finished(.failed, "worker_no_show"),
      PackageReady(package, .init(readyAt: time, clerkID: "clerk")),
    ]
  }

  private static var ofInvoices: [(any MailedEvent, variant: String)] {
    [
      (MoneySamples.issued(at: time), ""),
      (MoneySamples.issued(credit: 0, method: nil, at: time), "-no-way"),
      (MoneySamples.issued(total: -1_000, credit: 0, at: time), "-below-zero"),
      (MoneySamples.paid(at: time), ""),
      (MoneySamples.paid(0, how: "credit", left: 0, at: time), ""),
      (MoneySamples.failed(next: nextDay), ""),
      (MoneySamples.failed("closed"), "-last"),
      (MoneySamples.reversed(.returned, at: time), ""),
      (MoneySamples.reversed(.refunded, at: time), ""),
      (MoneySamples.paid(how: "card", .refundReturned, left: 0, at: time), ""),
    ]
  }

  private static var ofPayslips: [(any MailedEvent, variant: String)] {
    [
      (MoneySamples.payslip(at: time), ""),
      (MoneySamples.payslip(account: nil, at: time), "-no-account"),
      (MoneySamples.payslip(earned: 2_000, at: time), "-carried"),
      (MoneySamples.paidOut(at: time), ""),
    ]
  }

  static let review = ReviewClosed(
    reviewID: MoneySamples.id(13), orderID: order.orderID, origin: .automatic,
    clientID: order.clientID, clientFirstName: order.clientFirstName, workerID: order.workerID,
    workerName: order.workerName, serviceTypeName: order.serviceTypeName,
    scheduledAt: order.scheduledAt, outcome: .failed,
    textForClient: "We are sorry that nobody came.\nThe next cat will be <on time>, we promise.",
    textForWorker: "You were not there, and the client waited.\n\n.. Please call us next time.",
    closedAt: time, version: 4)

  private static func finished(_ outcome: OrderOutcome, _ reason: String?) -> OrderFinished {
    OrderFinished(
      order,
      .init(
        outcome: outcome, reason: reason, note: nil, endedBy: OrderActor(role: "manager", id: nil),
        startedAt: nil, endedAt: time, checkInPhoto: nil, reportPhoto: nil))
  }

  private static func person(_ reader: Recipient.Kind) -> (name: String, address: String)? {
    switch reader {
    case .client: (order.clientName, client)
    case .worker: (order.workerName, worker)
    case .manager, .applicant, .department, .audit: nil
    }
  }

  private static func samples(
    _ payload: some MailedEvent, _ variant: String = "", of subject: UUID
  ) throws -> [MailSample] {
    guard let supplies = MailAddress("supplies@mcf.example"),
      let audit = MailAddress("audit@mcf.example")
    else { throw LetterDefect() }
    let event = Event(id: subject, subject: subject, version: 2, time: time, payload: payload)
    return event.drafts(ours: [.department: supplies, .audit: audit]).map { draft in
      MailSample(
        name: draft.template.rawValue + variant, draft: draft,
        person: person(draft.template.reader))
    }
  }
}
