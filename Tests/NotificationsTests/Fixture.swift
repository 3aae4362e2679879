import Contracts
import FoundationEssentials
import Logging
import Mail
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

/// The notifications service over a database of its own, and the office that its mails go to.
struct Fixture: Sendable {
  let notifications: NotificationsModule
  let database: TestDatabase
  let time: TestClock
  let office: PostOffice
  let configuration: NotificationsConfiguration

  static let client = "murka@cats.example"
  static let worker = "barsik@cats.example"
  static let supplies = "supplies@mcf.example"
  static let audit = "audit@mcf.example"

  /// What orders tell of an order; it is a day and an hour ahead unless `hours` says otherwise.
  func order(hours: Double = 25, email: String = client, worker: UUID? = nil) -> OrderFacts {
    time.advance(by: 1)
    return .sample(at: time.now, hours: hours, email: email, worker: worker)
  }

  /// Hands an event to the service, as the relay and its consumer do.
  func tell(
    _ payload: some EventPayload, of subject: UUID, version: Int64, from source: String = "orders"
  ) async throws {
    try await database.deliver(
      payload, of: subject, version: version, at: time.now, from: source, to: "notifications")
    try await drain()
  }

  func drain() async throws {
    try await InboxConsumer(
      notifications.eventHandlers, database: notifications.database, logger: .silent
    ).drain()
  }

  func accept(_ order: OrderFacts, version: Int64 = 1) async throws {
    try await tell(OrderAccepted(order, .init()), of: order.orderID, version: version)
  }

  /// Many at once.
  func accept(_ orders: [OrderFacts]) async throws {
    let events = try orders.map {
      try Delivery(OrderAccepted($0, .init()), of: $0.orderID, version: 1, at: time.now)
    }
    try await database.deliver(events, from: "orders", to: "notifications")
    try await drain()
  }

  func start(_ order: OrderFacts) async throws {
    try await tell(
      OrderStarted(order, .init(startedAt: time.now, checkInPhoto: .sample)), of: order.orderID,
      version: 2)
  }

  func finish(
    _ order: OrderFacts, _ outcome: OrderOutcome, _ reason: String? = nil, version: Int64 = 3
  ) async throws {
    try await tell(
      OrderFinished.finished(order, outcome, reason, at: time.now), of: order.orderID,
      version: version)
  }

  func makeReady(_ order: OrderFacts, version: Int64 = 2) async throws {
    try await tell(
      PackageReady(.sample(order), .init(readyAt: time.now, clerkID: "clerk")),
      of: order.orderID, version: version, from: "packing")
  }

  func takeBack(
    _ order: OrderFacts, _ step: PackageTakenBack.Step, version: Int64 = 3
  ) async throws {
    try await tell(
      PackageTakenBack(
        .sample(order), .init(takenBackAt: time.now, clerkID: "clerk", step: step)),
      of: order.orderID, version: version, from: "packing")
  }

  /// The register tells of the worker.
  func introduce(
    _ id: UUID, email: String = worker, language: Language? = nil
  ) async throws {
    try await tell(
      WorkerChanged(
        id: id, name: "Barsik Paws", email: email, phone: "+7 900 000-00-00", language: language,
        age: 3, breed: "Siberian", coatColour: "grey", code: "ABCDEFGHIJKLMNOPQRST", active: true,
        origin: "imported", applicationID: nil, hours: nil, absences: [], photoSHA256: nil,
        version: 1),
      of: id, version: 1, from: "workers")
  }

  /// Another process of the service, which sends nothing by itself.
  func desk(logger: Logger = .silent) throws -> NotificationsModule {
    var configuration = configuration
    configuration.sender = nil
    return try NotificationsModule(
      database: database.app("notifications"), clock: time.clock, configuration: configuration,
      logger: logger)
  }

  /// Somebody who is no manager any more.
  func dismissManager() async throws -> Caller {
    let id = UUID.v7(at: time.now)
    try await tell(
      ManagerChanged(
        id: id, name: "Tom Former", email: "tom@mcf.example", language: nil, active: false,
        version: 2), of: id, version: 2, from: "managers")
    return Caller(subject: id.wire, roles: [.manager])
  }

  /// The newest mail of a template.
  func id(_ template: MailTemplate = .orderStands) async throws -> UUID {
    try #require(
      try await database.admin.query(
        """
        select id
        from   notifications.message
        where  template = \(template.rawValue)
        order  by created_at desc, nth desc
        limit  1
        """, as: UUID.self
      ).first)
  }

  /// Sends what is due, and settles what is of no use any more.
  func round() async throws { try await notifications.sending.round() }

  /// `template recipient state cause`, by template.
  func mails() async throws -> [String] {
    try await database.admin.query(
      """
      select concat_ws(' ', template, recipient_kind, state, cause)
      from   notifications.message
      order  by created_at, template, id
      """, as: String.self)
  }

  /// `state cause tries repeats` of the mail to that address.
  func standing(of address: String = client) async throws -> String {
    try #require(
      try await database.admin.query(
        """
        select concat_ws(' ', state, cause, tries, repeats)
        from   notifications.message
        where  address = \(address)
        order  by created_at desc
        limit  1
        """, as: String.self
      ).first)
  }

  /// `n phase code enhanced`, of all tries in order.
  func tries() async throws -> [String] {
    try await database.admin.query(
      """
      select concat_ws(' ', t.n, t.phase, t.code, t.enhanced)
      from   notifications.try t
      join   notifications.message m on m.id = t.message_id
      order  by m.created_at, m.id, t.n
      """, as: String.self)
  }

  /// Another process of the service.
  func replica() throws -> NotificationsModule {
    try NotificationsModule(
      database: database.app("notifications"), clock: time.clock, configuration: configuration,
      logger: .silent)
  }
}

/// - Parameters:
///   - change: what is otherwise than with two connections to an office that answers at once.
///   - dot: how long the answer to the final dot is waited for.
func withNotifications(
  dot: Duration = .seconds(60),
  change: @Sendable (inout NotificationsConfiguration) -> Void = { _ in },
  _ body: (Fixture) async throws -> Void
) async throws {
  try await withPostOffice { office, port in
    try await withDatabase(.of("notifications")) { database in
      let time = TestClock()
      var configuration = NotificationsConfiguration()
      configuration.sender = try .toOffice(at: port, dot: dot)
      configuration.packagesTo = MailAddress(Fixture.supplies)
      configuration.auditTo = MailAddress(Fixture.audit)
      configuration.perSecond = 10_000
      configuration.portal = HiringSamples.portal
      change(&configuration)
      let notifications = try NotificationsModule(
        database: database.app("notifications"), clock: time.clock, configuration: configuration,
        logger: .silent)
      try await body(
        Fixture(
          notifications: notifications, database: database, time: time, office: office,
          configuration: configuration))
    }
  }
}

extension NotificationsConfiguration.Sender {
  /// - Parameter farewell: how long the answer to it is waited for.
  static func toOffice(
    at port: Int, dot: Duration = .seconds(60), farewell: Duration = .seconds(10)
  ) throws -> Self {
    var times = SMTPTimes()
    (times.dot, times.connect) = (dot, farewell)
    let domain = try #require(MailDomain("mcf.example"))
    let server = try SMTPServer(url: "smtp://127.0.0.1:\(port)", tls: .none)
    return Self(
      try SMTPClient(server, domain: domain, times: times), from: try .sample, domain: domain)
  }
}

extension MailedEvent {
  /// The mails that it makes, told of that subject.
  func drafts(
    of subject: UUID, version: Int64 = 1, ours: [Recipient.Kind: MailAddress] = [:]
  ) -> [MailDraft] {
    Event(id: subject, subject: subject, version: version, time: TestClock().now, payload: self)
      .drafts(ours: ours)
  }
}

extension Mailbox {
  static var sample: Mailbox {
    get throws {
      Mailbox(name: "Make Cats Free", try #require(MailAddress("post@mcf.example")))
    }
  }
}

extension OrderFacts {
  /// A client's, whose phone no mail says.
  static let phone = MailSample.order.phone

  static func sample(
    at now: Date, hours: Double = 25, email: String = Fixture.client, worker: UUID? = nil
  ) -> OrderFacts {
    var order = MailSample.order
    order.orderID = .v7(at: now)
    order.clientID = .v7(at: now)
    order.workerID = worker ?? .v7(at: now)
    order.email = email
    order.scheduledAt = now.addingTimeInterval(hours * 3_600)
    order.endsAt = order.scheduledAt.addingTimeInterval(3_600)
    order.pickUpAt = order.scheduledAt.addingTimeInterval(-3_600)
    order.acceptedAt = now
    return order
  }
}

extension PackageFacts {
  static func sample(_ order: OrderFacts) -> PackageFacts {
    PackageFacts(
      orderID: order.orderID, workerID: order.workerID, workerName: order.workerName,
      clientFirstName: order.clientFirstName, serviceTypeName: order.serviceTypeName,
      description: order.description, place: order.place, scheduledAt: order.scheduledAt,
      pickUpAt: order.scheduledAt.addingTimeInterval(-3_600),
      packingList: order.packingList + ["acceptance form"])
  }
}

extension PhotoReference {
  static let sample = PhotoReference(sha256: String(repeating: "0", count: 64), path: "/photo")
}

extension OrderFinished {
  static func finished(
    _ order: OrderFacts, _ outcome: OrderOutcome, _ reason: String?, at now: Date
  ) -> OrderFinished {
    OrderFinished(
      order,
      .init(
        outcome: outcome, reason: reason, note: nil, endedBy: OrderActor(role: "manager", id: nil),
        startedAt: nil, endedAt: now, checkInPhoto: nil, reportPhoto: nil))
  }
}
