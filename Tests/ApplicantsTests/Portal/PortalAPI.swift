import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

/// The portal over a database of its own, with a vacancy to apply for.
struct PortalAPI: Sendable {
  let api: TestAPI
  let module: ApplicantsPortalModule
  let bed: HiringBed
  let clock: TestClock

  /// A form as it is filled in.
  static let cat = [
    "vacancy_id": id(1).wire, "name": "Murka Mews", "email": "murka@cats.example",
    "phone": "+7 495 000-00-01", "age": "3", "breed": "Siberian", "coat_colour": "grey",
  ]

  /// A ticket that was handed out so many seconds ago.
  func ticket(age: TimeInterval = 60) -> String {
    module.desk.keys.tickets.mint(at: clock.now - age)
  }

  func get(_ path: String, language: String = "en") async throws -> TestAnswer {
    try await api.send(.get, path, headers: ["Accept": "text/html", "Accept-Language": language])
  }

  /// Sends the form of the page.
  func apply(
    _ ticket: String?, _ changes: [String: String] = [:], headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    let fields = Self.cat.merging(changes) { $1 }.map { ($0.key, $0.value) }
    return try await api.send(
      .post, "/apply" + (ticket.map { "?t=\($0)" } ?? ""),
      Array(queryString(fields).utf8.dropFirst()), type: "application/x-www-form-urlencoded",
      headers: ["Accept": "text/html"].merging(headers) { $1 })
  }

  /// How many forms are filed.
  func submissions() async throws -> Int {
    try await bed.value("select count(*) from submission", as: Int.self)
  }
}

/// - Parameters:
///   - limits: whether strangers are counted.
///   - url: of the portal's database, if it is not the bed's.
func withPortal(
  limits: Bool = true, url: String? = nil, logger: Logger = .silent,
  configured: (inout PortalConfiguration) -> Void = { _ in },
  _ body: @escaping @Sendable (PortalAPI) async throws -> Void
) async throws {
  try await withHiring { bed in
    var configuration = PortalConfiguration(keys: .random())
    configuration.hasLimits = limits
    configured(&configuration)
    let (clock, start) = (TestClock(PortalBed.start), PortalBed.start)
    let began = ContinuousClock.now
    var database = PostgresConfiguration(url: url ?? bed.db.url(HiringBed.portal))
    database.schema = "applicants_api"
    let module = try ApplicantsPortalModule(
      database: PostgresClient(database, logger: logger), configuration: configuration,
      clock: clock.clock,
      // Of both clocks: who waits goes on waiting while a test's stands still.
      ticks: {
        Int64(clock.now.timeIntervalSince(start) * 1e9) + (ContinuousClock.now - began).nanoseconds
      }, logger: logger)
    try await withAPI(public: module, logger: logger) { api in
      try await eventually("the vacancies are known") {
        (try? module.vacancies.vacancies) != nil || url != nil
      }
      try await body(PortalAPI(api: api, module: module, bed: bed, clock: clock))
    }
  }
}
