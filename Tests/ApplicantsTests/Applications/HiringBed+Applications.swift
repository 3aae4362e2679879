import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

extension HiringBed {
  /// The managers' half over this database, at a standing instant.
  func module(at instant: Date = t0) -> ApplicantsModule {
    module(clock: Clock { instant })
  }

  func module(
    clock: Clock, configuration: ApplicantsConfiguration = .testing
  ) -> ApplicantsModule {
    ApplicantsModule(database: app, clock: clock, configuration: configuration, logger: .silent)
  }

  func application(_ number: Int) async throws -> Application {
    try #require(try await app.readOne(FindRow<Application>(id: id(number))))
  }

  /// What an application's history has: version, event, who.
  func history(of application: UUID) async throws -> [String] {
    try await admin.query(
      """
      select version || ' ' || event || ' ' || by_role || coalesce(' ' || by_subject, '')
      from   application_history
      where  application_id = \(application)
      order  by version
      """, as: String.self)
  }

  /// What was published of an application, in order: type, version and status.
  func published(of application: UUID) async throws -> [String] {
    try await admin.query(
      """
      select type || ' ' || sequence || coalesce(' ' || (data ->> 'event'), '')
             || coalesce(' ' || (data ->> 'status'), '')
      from   outbox
      where  subject = \(application.wire)
      order  by id
      """, as: String.self)
  }

  /// The events of one type that were published of an application.
  func events<Payload: EventPayload>(
    _: Payload.Type, of application: UUID
  ) async throws -> [Payload] {
    try await admin.query(
      """
      select data::text from outbox
      where  subject = \(application.wire) and type = \(Payload.type)
      order  by id
      """, as: String.self
    ).map { try WireCoding.decode(Payload.self, from: $0) }
  }

  /// Files forms of these mailboxes, one after the other.
  func submit(from emails: [String], vacancy: Int = 1, at instant: Date = t0) async throws {
    for email in emails {
      let ticket = (0..<8).map { _ in UInt8.random(in: .min ... .max) }
      #expect(try await submit(ticket, email: email, vacancy: vacancy, at: instant))
    }
  }

  /// How many letters ask to confirm something.
  func letters() async throws -> Int {
    try await value(
      """
      select count(*) from outbox
      where  type = 'application.changed.v1' and data ->> 'event' = 'asked'
      """)
  }

  /// The applications of a mailbox with their status, the first one first.
  func applications(of email: String) async throws -> [(id: UUID, status: String)] {
    try await admin.query(
      "select id, status from application where email = \(email) order by id", as: UUID.self,
      String.self
    ).map { (id: $0.0, status: $0.1) }
  }

  /// Where the link in an event leads, as whoever writes the letter opens it.
  func hash(of link: SealedLink?, of application: UUID, at instant: Date = t0) throws -> [UInt8] {
    let configuration = ApplicantsConfiguration.testing
    let token = try LinkSeal(configuration.linkSealKeys).open(
      try #require(link), of: application)
    let links = PortalKeys(configuration.portalKeys).links
    return try #require(links.token(token[...], at: instant)).hash
  }

  /// What was decided last of an application's acts: kind and result.
  func result(of application: UUID) async throws -> String? {
    try await admin.query(
      """
      select kind || coalesce(' ' || result, '') from portal_act
      where  application_id = \(application) and done_at is not null
      order  by done_at desc, id desc limit 1
      """, as: String.self
    ).first
  }

  /// What confirms an application, as the portal files it.
  func confirmation(name: String = "Whiskers", more: String = "") -> String {
    """
    {"name": "\(name)", "phone": "+7 900 1234567", "age": 4, "breed": "Siberian",
     "coat_colour": "grey"\(more)}
    """
  }
}
