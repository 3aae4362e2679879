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
}
