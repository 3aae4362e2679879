import Applicants
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit

/// Hiring in the demo data: a vacancy with its test, cats that have sat that before, and cats that
/// apply.
struct DemoHiring {
  let site: DemoSite
  /// Where strangers apply.
  let portal: String
  /// Where letters can be read; nil: not here, so that nobody gets the link of hers.
  let post: String?
  /// The database of hiring, as its tables' owner.
  let database: PostgresConfiguration

  var picture: [UInt8] { PackageResources.demo_cat_png }

  /// From when on a ticket is taken.
  private static let ticketAge = Duration.milliseconds(3_100)

  /// - Returns: the path on the portal of somebody who may begin her test; nil: nobody applies.
  func load() async throws -> String? {
    let tickets = try await tickets()
    // The youngest of them counts, however long they have taken to come.
    let age = ContinuousClock.now + Self.ticketAge
    let vacancy = try await openVacancy()
    if let id = UUID(uuidString: vacancy) {
      let sittings = DemoSittings(of: id, picture: try Photo(cleaning: picture))
      try await withPostgresClient(database) { client in
        try await sittings.write(to: client, at: site.clock.now())
      }
    }
    guard let post else { return nil }
    _ = try await site.wait(for: "the vacancy") {
      try await offer()["vacancies"]?.array?.first { $0["id"] == .string(vacancy) }
    }
    try await Task.sleep(until: age, clock: .continuous)
    return try await withThrowingTaskGroup { group in
      for (number, cat) in DemoApplicant.all.enumerated() {
        let application = DemoApplication(
          cat: cat, number: number, hiring: self, post: post, ticket: tickets[number],
          vacancy: vacancy)
        group.addTask { (number, try await application.run()) }
      }
      var invitation: String?
      for try await (number, link) in group where number == DemoApplicant.invited {
        invitation = link
      }
      return invitation
    }
  }

  /// One for each of those who apply; the portal may be about to start.
  private func tickets() async throws -> [String] {
    _ = try await site.wait(for: "the portal") { try? await offer() }
    var tickets: [String] = []
    for _ in DemoApplicant.all { tickets.append(try await offer()["ticket"]?.string ?? "") }
    return tickets
  }

  /// What can be applied for, and with what.
  private func offer() async throws -> JSONValue {
    let call = OutboundCall(.get, portal + "/api/apply", within: .seconds(60))
    return try JSONValue(parsing: try await site.send(call, accepting: [.ok]).body)
  }

  /// The test by which applicants are tried, and what they can apply for.
  ///
  /// - Returns: the vacancy's id.
  private func openVacancy() async throws -> String {
    let test = try await created(["name": "First look"], at: "/api/tests", key: "demo-test")
    let path = "/api/tests/\(test)"
    var draft = OutboundCall.post(
      TestDocument.firstLook, to: site.url + path + "/draft", within: .seconds(60))
    draft.method = .put
    draft.headers[.ifMatch] = "\"1\""
    // 412: it is there, from a load that was broken off.
    try await site.send(draft, as: .manager, accepting: [.ok, .preconditionFailed])
    try await created([:], at: path + "/versions", key: "demo-version", match: "2")
    return try await created(
      [
        "texts": [
          "en": [
            "title": "Household helper",
            "description": "You do what others have no paw free for: shelves, shopping, supper.",
          ],
          "ru": [
            "title": "Помощник по хозяйству",
            "description": "Вы делаете то, до чего у других не доходят лапы: полки, покупки, ужин.",
          ],
        ], "tests": [.string(test)],
      ], at: "/api/vacancies", key: "demo-vacancy")
  }

  /// - Returns: the id of what was made, if it has one.
  @discardableResult
  private func created(
    _ thing: JSONValue, at path: String, key: String, match: String? = nil
  ) async throws -> String {
    var call = OutboundCall.post(
      Array(thing.text.utf8), to: site.url + path, key: key, within: .seconds(60))
    call.headers[.ifMatch] = match.map { "\"\($0)\"" }
    let answer = try await site.send(call, as: .manager, accepting: [.created])
    return try JSONValue(parsing: answer.body)["id"]?.string ?? ""
  }
}
