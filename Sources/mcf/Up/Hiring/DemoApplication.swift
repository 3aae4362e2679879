import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// How a demo cat applies: by the portal and the letters that she gets, and managers by REST.
///
/// What was done by a load that was broken off is found, and not done again.
struct DemoApplication {
  let cat: DemoApplicant
  /// Tells her mailbox and her phone from those of the others.
  let number: Int
  let hiring: DemoHiring
  let post: String
  /// To apply for the vacancy with, once it is old enough.
  let ticket: String
  let vacancy: String

  private var applications: String { "/api/applications" }
  private var email: String { "applicant-\(number)@applicants.example" }
  private var phone: String { "+7812557\(1_000 + number)" }

  /// - Returns: her link, as a path of the portal.
  func run() async throws -> String {
    let link = try await link()
    for step in cat.steps { try await take(step, link) }
    return link
  }

  // MARK: the first letter

  private func link() async throws -> String {
    if let known = try await known() {
      let made = try await manage(
        .post, "/\(known.id)/links", ["kind": "status"], accepting: [.created])
      return try Self.link(in: made["url"]?.string)
    }
    let form: JSONValue = [
      "vacancy_id": .string(vacancy), "name": .string(cat.name), "email": .string(email),
      "phone": .string(phone), "age": .number("\(cat.age)"), "breed": .string(cat.breed),
      "coat_colour": .string(cat.coatColour), "language": .string(cat.language.rawValue),
    ]
    try await hiring.site.send(
      .post(
        Array(form.text.utf8), to: hiring.portal + applications + queryString([("t", ticket)]),
        within: .seconds(60)), accepting: [.accepted])
    return try Self.link(
      in: try await hiring.site.wait(for: "the first letter to \(email)") { try await letter() })
  }

  /// The text of the last one.
  private func letter() async throws -> String? {
    let call = OutboundCall(
      .get, post + "/mails" + queryString([("to", email)]), within: .seconds(60))
    let answer = try await hiring.site.send(call, accepting: [.ok])
    return try JSONValue(parsing: answer.body)["items"]?.array?.last?["text"]?.string
  }

  private static func link(in text: String?) throws -> String {
    guard let link = text?.firstMatch(of: /\/portal\/[A-Za-z0-9_-]+/)?.output else {
      throw Failure(.software, "demo data: no link to an application in \(text ?? "nothing")")
    }
    return String(link)
  }

  // MARK: what follows

  private func take(_ step: DemoApplicant.Step, _ link: String) async throws {
    switch step {
    case .confirm: try await confirm(link)
    case .invite: try await invite()
    case .askForTime(let why): try await file(link, [("act", "more_time"), ("why", why)])
    case .answer(let answers): try await answer(answers, link)
    case .handIn: try await handIn(link)
    case .mark(let points): try await mark(points)
    case .accept(let reason): try await accept(reason)
    case .reject(let reason):
      try await decide(["decision": "reject", "reason": .string(reason)])
    case .withdraw: try await withdraw(link)
    case .hold: try await manage(.patch, try await path(), ["held_by": "me"])
    }
  }

  private func confirm(_ link: String) async throws {
    if try await known() != nil { return }
    try await hiring.site.send(
      .post(
        hiring.picture, as: "image/png", to: hiring.portal + link + "/photo",
        within: .seconds(60)), accepting: [.seeOther])
    try await file(
      link,
      [
        ("act", "confirm"), ("name", cat.name), ("phone", phone), ("age", "\(cat.age)"),
        ("breed", cat.breed), ("coat_colour", cat.coatColour),
      ])
    _ = try await hiring.site.wait(for: "the application of \(email)") { try await known() }
  }

  /// Nobody has her then, so that whoever tries it out may act.
  private func invite() async throws {
    guard try await known()?.status == "new" else { return }
    let path = try await path()
    try await manage(.post, path + "/invite", [:])
    try await manage(.patch, path, ["held_by": .null])
  }

  private func answer(_ answers: [String: JSONValue], _ link: String) async throws {
    try await file(link + "/test", [])
    for (question, value) in answers.sorted(by: { ExactText($0.key) < ExactText($1.key) }) {
      let body: JSONValue = ["value": value, "seen": 0]
      var call = OutboundCall.post(
        Array(body.text.utf8), to: "\(hiring.portal)\(link)/answers/1.\(question)",
        within: .seconds(60))
      call.method = .put
      // 409: it is over, from a load that was broken off.
      try await hiring.site.send(call, accepting: [.ok, .conflict])
    }
  }

  private func handIn(_ link: String) async throws {
    try await file(link + "/test/hand-in", [])
    _ = try await attempt(at: ["marking", "finished"])
  }

  private func mark(_ points: [String: Int]) async throws {
    let attempt = try await attempt(at: ["marking", "finished"])
    for (question, points) in points {
      let body: JSONValue = ["points": .number("\(points)")]
      var call = OutboundCall.post(
        Array(body.text.utf8),
        to: "\(hiring.site.url)/api/attempts/\(attempt)/marks/1.\(question)",
        within: .seconds(60))
      call.method = .put
      call.headers[.ifMatch] = "\"1\""
      // 409 and 412: they are given.
      try await hiring.site.send(
        call, as: .manager, accepting: [.ok, .conflict, .preconditionFailed])
    }
    _ = try await self.attempt(at: ["finished"])
  }

  private func accept(_ reason: String) async throws {
    try await decide(["decision": "accept", "reason": .string(reason)])
    let worker = try await manage(.get, try await path())["worker_id"]?.string ?? ""
    let register = OutboundCall(
      .get, "\(hiring.site.url)\(Address.workers)/\(worker)", within: .seconds(60))
    _ = try await hiring.site.wait(for: "the worker \(cat.name)") {
      let found = try await hiring.site.send(
        register, as: .manager, accepting: [.ok, .notFound])
      return found.status == .ok ? found : nil
    }
  }

  private func decide(_ decision: JSONValue) async throws {
    // 409: it is decided.
    try await manage(
      .post, try await path() + "/decision", decision, accepting: [.ok, .conflict])
  }

  private func withdraw(_ link: String) async throws {
    try await file(link, [("act", "withdraw")])
    _ = try await hiring.site.wait(for: "\(email) to be withdrawn") {
      try await known()?.status == "withdrawn" ? true : nil
    }
  }

  // MARK: calls

  /// A form on the portal, which leads on.
  private func file(_ path: String, _ fields: [(String, String)]) async throws {
    try await hiring.site.send(
      .post(
        Array(queryString(fields).utf8.dropFirst()), as: "application/x-www-form-urlencoded",
        to: hiring.portal + path, within: .seconds(60)), accepting: [.seeOther])
  }

  /// - Parameter path: below that of all applications.
  @discardableResult
  private func manage(
    _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil,
    accepting statuses: Set<HTTPResponse.Status> = [.ok]
  ) async throws -> JSONValue {
    var call = OutboundCall(method, hiring.site.url + applications + path, within: .seconds(60))
    if let body {
      call.body = Array(body.text.utf8)
      call.headers[.contentType] = "application/json"
    }
    let answer = try await hiring.site.send(call, as: .manager, accepting: statuses)
    return try JSONValue(parsing: answer.body)
  }

  /// As managers know it, which is from the confirmation on.
  private func known() async throws -> (id: String, status: ExactText)? {
    let found = try await manage(.get, queryString([("q", email)]))["items"]?.array?.first
    guard let id = found?["id"]?.string, let status = found?["status"]?.string else { return nil }
    return (id, ExactText(status))
  }

  private func path() async throws -> String {
    guard let known = try await known() else {
      throw Failure(.software, "demo data: no application of \(email)")
    }
    return "/" + known.id
  }

  /// The id of her attempt, once that is so far.
  private func attempt(at statuses: Set<ExactText>) async throws -> String {
    let path = try await path()
    return try await hiring.site.wait(for: "the test of \(email) to be scored") {
      let invitation = try await manage(.get, path)["invitations"]?.array?.last
      let status = ExactText(invitation?["attempt"]?["status"]?.string ?? "")
      return statuses.contains(status) ? invitation?["id"]?.string : nil
    }
  }
}
