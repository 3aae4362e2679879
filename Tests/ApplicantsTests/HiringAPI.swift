import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

/// The managers' half of hiring over a database of its own.
struct HiringAPI: Sendable {
  let api: TestAPI
  let module: ApplicantsModule
  let database: TestDatabase
  let clock: TestClock

  let boss = Caller(subject: "boss", roles: [.manager])

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ json: JSONValue? = nil, match: String? = nil,
    key: String? = nil
  ) async throws -> TestAnswer {
    // Ids made in the same millisecond have no order.
    clock.advance(by: 0.001)
    var headers: [String: String] = [:]
    headers["If-Match"] = match.map { "\"\($0)\"" }
    headers["Idempotency-Key"] = key
    return try await api.send(
      method, path, as: boss, json.map { Array($0.text.utf8) }, headers: headers)
  }

  /// Begins a test, and returns its path.
  func begin(_ name: String = "First look") async throws -> String {
    let answer = try await send(.post, "/api/tests", ["name": .string(name)])
    return try #require(answer.headers[.location], "\(answer.text)")
  }

  /// A test whose draft is this document, which nobody else has written before.
  func drafted(_ document: JSONValue, _ name: String = "First look") async throws -> String {
    let test = try await begin(name)
    let written = try await send(.put, "\(test)/draft", document, match: "1")
    try #require(written.status == 200, "\(written.text)")
    return test
  }

  /// A test with one published version, and that version's path.
  func published(
    _ document: JSONValue? = nil, _ name: String = "First look"
  ) async throws -> (test: String, version: String) {
    let test = try await drafted(try document ?? FirstLook.json, name)
    let answer = try await publish(test)
    return (test, try #require(answer.headers[.location], "\(answer.text)"))
  }

  /// Publishes the draft as it is.
  func publish(_ test: String, key: String? = nil) async throws -> TestAnswer {
    let draft = try await send(.get, "\(test)/draft")
    let version = try #require(draft.headers[.eTag]).split(separator: "\"").joined()
    return try await send(.post, "\(test)/versions", match: version, key: key)
  }

  func id(of test: String) -> JSONValue {
    .string(String(test.split(separator: "/").last ?? ""))
  }

  func enterVacancy(_ fields: JSONValue, key: String? = nil) async throws -> TestAnswer {
    try await send(.post, "/api/vacancies", fields, key: key)
  }

  /// What is in one column of a table, in its order.
  func column<Value: PostgresDecodable & Sendable>(
    _ column: String, of table: String, as type: Value.Type = Value.self
  ) async throws -> [Value] {
    try await database.admin.query(
      "select \(unescaped: column) from applicants.\(unescaped: table) order by \(unescaped: column)",
      as: Value.self)
  }

  /// A manager of whom the event says that it is none any more.
  func formerManager() async throws -> Caller {
    let id = UUID.v7(at: clock.now)
    let state = ManagerChanged(
      id: id, name: "Vaska", email: "vaska@mcf.example", language: nil, active: false, version: 2)
    try await database.deliver(state, of: id, version: 2, from: "managers", to: "applicants")
    try await InboxConsumer(
      module.eventHandlers, database: database.app("applicants"), logger: .silent
    ).drain()
    return Caller(subject: id.wire, roles: [.manager])
  }
}

func withHiringAPI(_ body: @escaping @Sendable (HiringAPI) async throws -> Void) async throws {
  try await withDatabase(.of("applicants")) { database in
    let clock = TestClock()
    let module = ApplicantsModule(
      database: database.app("applicants"), clock: clock.clock, configuration: .testing,
      logger: .silent)
    try await withAPI([module]) { api in
      try await body(HiringAPI(api: api, module: module, database: database, clock: clock))
    }
  }
}

extension TestAnswer {
  /// Places and codes of a problem's mistakes, or of a draft's, in their order.
  var listed: [String] {
    ((self["errors"] ?? self["mistakes"])?.array ?? []).map {
      "\($0["pointer"]?.string ?? "") \($0["code"]?.string ?? "")"
    }
  }
}

/// What a vacancy says.
func texts(
  _ title: String = "Household helper", description: String = "You help."
) -> JSONValue {
  let text: JSONValue = ["title": .string(title), "description": .string(description)]
  return ["en": text, "ru": ["title": "Помощник по хозяйству", "description": "Вы помогаете."]]
}
