import Clients
import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Orders
import Postgres
import ServiceKit
import TestSupport
import Testing
import Workers

/// The services of the core database, with the time in the test's hand.
struct OrderingBed: Sendable {
  let core: TestDatabase
  let api: TestAPI
  let time: TestClock

  static let manager = Caller(subject: "boss", roles: [.manager])

  /// A tester as HCB's identity provider knows it.
  func client(_ subject: String) -> Caller {
    Caller(
      subject: subject, roles: [.client], givenName: "Murka", familyName: "Whisker",
      email: "murka@cats.example")
  }

  /// - Returns: what a service has made of a form.
  func create(_ path: String, as caller: Caller = manager, _ form: JSONValue) async throws
    -> TestAnswer
  {
    let answer = try await api.send(
      .post, path, as: caller, form, headers: ["Idempotency-Key": UUID().uuidString])
    try #require(answer.status == 201, "\(answer.text)")
    return answer
  }

  func addWorkers(_ count: Int) async throws {
    for number in 0..<count {
      _ = try await create(
        "/api/workers",
        [
          "name": "Boris", "email": .string("boris\(number)@cats.example"),
          "phone": "+7 495 000-00-03", "age": 4, "breed": "Siberian", "coat_colour": "smoke",
          "code": "ABCDEFGHIJKLMNOPQRST",
        ])
    }
  }

  /// - Returns: its id.
  func addServiceType() async throws -> String {
    let type = try await create(
      "/api/service-types",
      ["name": "Tidying", "duration_minutes": 60, "packing_list": ["acceptance form"]])
    return try #require(type["id"]?.string)
  }

  /// Places an order, for the next day unless told.
  func order(
    _ serviceType: String, as caller: Caller, days: Double = 1
  ) async throws -> TestAnswer {
    try await create(
      "/api/orders", as: caller,
      [
        "service_type_id": .string(serviceType), "description": "Take the box out",
        "place": "Cat Street 9", "phone": "+7 900 100-20-30", "email": "murka@cats.example",
        "scheduled_at": .string(Timestamp.format(time.now.addingTimeInterval(days * 86_400))),
      ])
  }
}

func withOrdering(_ body: @escaping @Sendable (OrderingBed) async throws -> Void) async throws {
  try await withDatabase { core in
    let (time, logger) = (TestClock(), Logger.silent)
    let modules: [any ServiceModule] = [
      ClientsModule(database: core.app("clients"), clock: time.clock, logger: logger),
      WorkersModule(database: core.app("workers"), clock: time.clock, logger: logger),
      OrdersModule(database: core.app("orders"), clock: time.clock, logger: logger),
    ]
    try await withAPI(modules) { api in
      try await body(OrderingBed(core: core, api: api, time: time))
    }
  }
}
