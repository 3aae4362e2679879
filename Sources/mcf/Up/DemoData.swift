import Applicants
import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import ServiceKit

/// Loads the demo data through REST, as its owners would; loading it again changes nothing.
struct DemoData {
  let site: DemoSite
  /// The providers at whose pages clients can authorise payments without anybody's money, as the site
  /// names them.
  let waysToPay: [String]

  /// Of accounts and ways to pay: a start waits for them.
  private static let atOnce = 8

  func load() async throws {
    try await push(DemoCats.clients, to: Address.clients.below("import"), as: .hcb)
    try await push(DemoCats.workers, to: Address.workers.below("import"), as: .manager)
    for manager in DemoCats.managers {
      // 409: that e-mail is known, from a load that was broken off.
      try await post(
        WireCoding.encode(manager), "application/json", to: .managers, as: .manager,
        accepting: [.created, .conflict])
    }
    for (number, type) in DemoServiceType.all.enumerated() {
      try await post(
        WireCoding.encode(type), "application/json", to: .serviceTypes, as: .manager,
        key: "demo-service-type-\(number)")
    }
    try await openVacancy()
    try await nameAccounts()
    try await agreeOnWaysToPay()
  }

  /// The test by which applicants are tried, and what they can apply for.
  private func openVacancy() async throws {
    let test = try await created(["name": "First look"], at: "/api/tests", key: "demo-test")
    let path = "/api/tests/\(test)"
    var draft = OutboundCall.post(
      TestDocument.firstLook, to: site.url + path + "/draft", within: .seconds(60))
    draft.method = .put
    draft.headers[.ifMatch] = "\"1\""
    // 412: it is there, from a load that was broken off.
    try await site.send(draft, as: .manager, accepting: [.ok, .preconditionFailed])
    try await created([:], at: path + "/versions", key: "demo-version", match: "2")
    try await created(
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

  /// Most workers say where they are paid to, each for itself.
  private func nameAccounts() async throws {
    let answer = try await site.send(
      OutboundCall(.get, site.url + "\(Address.workers)?limit=200", within: .seconds(60)),
      as: .manager)
    let workers = try JSONValue(parsing: answer.body)["items"]?.array ?? []
    let ids = workers.compactMap { $0["id"]?.string }.sorted()
    let payees = Array(ids.prefix(DemoCats.paidWorkers).enumerated())
    try await payees.forEach(atOnce: Self.atOnce) { [site] number, id in
      let account: JSONValue = ["account": .string(DemoCats.account(number + 1))]
      var call = OutboundCall.post(
        Array(account.text.utf8), to: site.url + "/api/worker-billing/payout-account",
        within: .seconds(60))
      call.method = .put
      try await site.send(call, as: .worker, subject: ExactText(id))
    }
  }

  /// Most clients say by what they pay, each for itself.
  private func agreeOnWaysToPay() async throws {
    let payers = DemoCats.payers.filter { payer in
      waysToPay.contains { $0.utf8.elementsEqual(payer.adapter.utf8) }
    }
    try await payers.forEach(atOnce: Self.atOnce) { [site] client, adapter in
      try await DemoPayer(subject: ExactText(client), adapter: adapter, site: site).agree()
    }
  }

  /// An import, a JSON object a line.
  private func push<Line: Encodable>(
    _ lines: [Line], to address: Address, as role: Role
  ) async throws {
    let body = try lines.flatMap { try WireCoding.encode($0) + [UInt8(ascii: "\n")] }
    try await post(Data(body), "application/x-ndjson", to: address, as: role)
  }

  private func post(
    _ body: some Sequence<UInt8>, _ mediaType: String, to address: Address, as role: Role,
    key: String? = nil, accepting statuses: Set<HTTPResponse.Status> = [.ok, .created]
  ) async throws {
    let call = OutboundCall.post(
      Array(body), as: mediaType, to: site.url + address.path, key: key, within: .seconds(60))
    try await site.send(call, as: role, accepting: statuses)
  }
}
