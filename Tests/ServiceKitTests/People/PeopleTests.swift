import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import ServiceKit

/// In the schema of `clients`, which takes `manager.changed`; the table is every service's.
@Suite("Persons as services know them")
struct PeopleTests {
  private static let now = Date(timeIntervalSince1970: 1_803_891_600)
  private let id = UUID.v7(at: now)

  private func manager(
    _ version: Int64, name: String = "Vasilisa Claw", language: Language? = .russian,
    active: Bool = true
  ) -> ManagerChanged {
    ManagerChanged(
      id: id, name: name, email: "vasilisa@mcf.example", language: language, active: active,
      version: version)
  }

  private func keep(_ state: some PersonChanged, _ version: Int64, in db: TestDatabase) async throws
  {
    try await db.app("clients").withTransaction {
      $0.enqueue(KeepPerson(person: state.person, id: id, version: version))
    }
  }

  @Test("of clients, workers and managers is kept what their events tell, under one id each")
  func kinds() async throws {
    try await withDatabase { db in
      try await keep(
        ClientChanged(
          id: id, externalID: "hcb-1", firstName: "Murka", lastName: "Mews",
          email: "Murka@cats.example", phone: "+7 1", place: nil, language: nil, active: true,
          version: 3),
        3, in: db)
      try await keep(worker(2, active: false), 2, in: db)
      try await keep(manager(1), 1, in: db)
      let rows = try await db.admin.query(
        """
        select concat_ws(
                 '|', kind, external_id, name, first_name, email_key, phone, language, active, version)
        from   clients.person
        order  by kind
        """, as: String.self)
      #expect(
        rows == [
          "client|hcb-1|Murka Mews|Murka|murka@cats.example|+7 1|t|3",
          "manager|Vasilisa Claw|Vasilisa|vasilisa@mcf.example|ru|t|1",
          "worker|Barsik von Paws|Barsik|barsik@mcf.example|+7 2|en|f|2",
        ])
    }
  }

  @Test("in whatever order states arrive, and however often: the newest one counts")
  func order() async throws {
    try await withDatabase { db in
      for seed in 0..<20 {
        var chance = SplitMix64(seed: UInt64(seed))
        let states = (1...6).map { manager(Int64($0), active: Bool.random(using: &chance)) }
        try await db.admin.query("delete from clients.person")
        for state in (states + states).shuffled(using: &chance) {
          try await keep(state, state.version, in: db)
        }
        let known = try await db.admin.query(
          "select active, version from clients.person", as: Bool.self, Int64.self)
        #expect(known.map(\.0) == [states[5].active] && known.map(\.1) == [6])
      }
    }
  }

  @Test("a state that comes again writes nothing, unless not all of it was kept the first time")
  func again() async throws {
    try await withDatabase { db in
      func row() async throws -> [String] {
        try await db.admin.query(
          "select ctid::text || ' ' || xmin || ' ' || name from clients.person", as: String.self)
      }
      try await keep(manager(2, active: false), 2, in: db)
      let first = try await row()
      try await keep(manager(2, active: false), 2, in: db)
      #expect(try await row() == first)
      try await db.admin.query("update clients.person set name = ''")
      try await keep(manager(2, active: false), 2, in: db)
      #expect(try await row().first?.hasSuffix(" Vasilisa Claw") == true)
      try await db.admin.query("update clients.person set language = null")
      try await keep(manager(2, active: false), 2, in: db)
      let languages = try await db.admin.query(
        "select language from clients.person", as: String.self)
      #expect(languages == ["ru"])
      // An older state mends nothing.
      try await db.admin.query("update clients.person set name = ''")
      try await keep(manager(1), 1, in: db)
      #expect(try await row().first?.hasSuffix(" ") == true)
    }
  }

  private func worker(_ version: Int64, active: Bool = true) -> WorkerChanged {
    WorkerChanged(
      id: id, name: "Barsik von Paws", email: "barsik@mcf.example", phone: "+7 2",
      language: .english, age: 4, breed: "Siberian", coatColour: "grey",
      code: "ABCDEFGHIJKLMNOPQRST", active: active, origin: "imported", applicationID: nil,
      hours: nil, absences: [], photoSHA256: nil, version: version)
  }

  @Test("a deactivated worker has no right either; of who is both each role goes by itself")
  func workers() async throws {
    try await withDatabase { db in
      let service = Flock(database: db.app("clients"))
      try await keep(worker(1, active: false), 1, in: db)
      let caller = Caller(subject: id.wire, roles: [.worker])
      let refused = await #expect(throws: Problem.self) { try await service.admit(caller) }
      #expect(refused?.slug == "worker-deactivated")
      let boss = Caller(subject: id.wire, roles: [.worker, .manager])
      #expect(try await service.admit(boss).roles == [.manager])
      try await keep(manager(1, active: false), 1, in: db)
      await #expect(throws: Problem.self) { try await service.admit(boss) }
      try await keep(worker(2), 2, in: db)
      #expect(try await service.admit(caller) == caller)
    }
  }

  @Test("what arrives in the inbox takes the right away, and gives it back")
  func consumed() async throws {
    try await withDatabase { db in
      let service = Flock(database: db.app("clients"))
      let consumer = InboxConsumer(
        service.eventHandlers, database: db.app("clients"), logger: silent)
      let caller = Caller(subject: id.wire, roles: [.manager])
      // The third is a backfilled state: older than what is known by then.
      for (state, isManager) in [
        (manager(1), true), (manager(2, active: false), false), (manager(1), false),
        (manager(3), true),
      ] {
        try await db.deliver(
          state, of: id, version: state.version, from: "managers", to: "clients")
        try await consumer.drain()
        if isManager {
          #expect(try await service.admit(caller) == caller)
        } else {
          let refused = await #expect(throws: Problem.self) { try await service.admit(caller) }
          #expect(refused?.slug == "manager-deactivated")
        }
      }
    }
  }

  @Test("who is not known, or no manager, keeps what the token says; a second role stays")
  func others() async throws {
    try await withDatabase { db in
      let service = Flock(database: db.app("clients"))
      try await keep(manager(1, active: false), 1, in: db)
      for caller in [
        Caller(subject: UUID.v7(at: Self.now).wire, roles: [.manager]),
        Caller(subject: "boss", roles: [.manager]), Caller(subject: id.wire, roles: [.worker]),
      ] { #expect(try await service.admit(caller) == caller) }
      let both = Caller(subject: id.wire.uppercased(), roles: [.manager, .worker])
      #expect(try await service.admit(both).roles == [.worker])
    }
  }
}

/// A service that takes a manager's and a worker's word.
private struct Flock: ServiceModule {
  static let name = "flock"
  static let openAPI = ""
  static let statements: [any Postgres.Statement.Type] = []
  static let handlers: [EventHandling<Self>] = [
    .keeping(ManagerChanged.self), .keeping(WorkerChanged.self),
  ]

  let database: PostgresClient
  let backgroundServices: [any Service] = []
  func addRoutes(to router: ServiceRouter) {}
}
