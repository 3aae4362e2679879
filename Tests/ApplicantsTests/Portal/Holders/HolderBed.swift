import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

/// The portal, and a link to each application of ``HiringBed``, whose test is the demo's.
struct HolderBed: Sendable {
  let api: TestAPI
  let hiring: HiringBed
  let clock: TestClock
  let keys: PortalKeys
  private let links: [Int: LinkToken]

  init(_ portal: PortalAPI) async throws {
    (api, hiring, clock) = (portal.api, portal.bed, portal.clock)
    keys = portal.module.desk.keys
    let tokens = keys.links
    links = Dictionary(
      uniqueKeysWithValues: (101...107).map { ($0, tokens.mint(until: t0 + 400 * 86_400)) })
    for (number, link) in links { try await keep(link, to: number) }
    let paper = JSONText(try FirstLook.document.paper.json.text)
    try await hiring.admin.query("update test_version set paper = \(paper), questions = 15")
  }

  /// The database knows a link.
  func keep(_ link: LinkToken, to application: Int) async throws {
    try await hiring.admin.query(
      """
      insert into link (token_hash, application_id, kind, expires_at, created_at)
      values (\(link.hash), \(id(application)), 'status', \(link.expiresAt), \(t0))
      """)
  }

  func path(_ application: Int, _ rest: String = "") throws -> String {
    "/portal/" + (try #require(links[application]).text) + rest
  }

  func get(_ application: Int, _ rest: String = "", in language: String = "en")
    async throws -> TestAnswer
  {
    try await open(path(application, rest), in: language)
  }

  func open(
    _ path: String, _ method: HTTPRequest.Method = .get, in language: String = "en"
  ) async throws -> TestAnswer {
    try await api.send(
      method, path, headers: ["Accept": "text/html", "Accept-Language": language])
  }

  func post(
    _ application: Int, _ rest: String = "", _ fields: [(String, String)] = []
  ) async throws -> TestAnswer {
    try await api.send(
      .post, path(application, rest), Array(String(queryString(fields).dropFirst()).utf8),
      type: "application/x-www-form-urlencoded",
      headers: ["Accept": "text/html", "Accept-Language": "en", "Sec-Fetch-Site": "same-origin"])
  }

  func put(
    _ application: Int, _ question: String, _ value: JSONValue, seen: Int = 0
  ) async throws -> TestAnswer {
    try await api.send(
      .put, path(application, "/answers/\(question)"),
      ["value": value, "seen": .number("\(seen)")])
  }

  /// The acts that wait: kind and form.
  var acts: [(String, String?)] {
    get async throws {
      try await hiring.admin.query(
        "select kind, form::text from portal_act order by id", as: String.self, String?.self)
    }
  }

  /// The answers to a question, the first first.
  func answers(_ question: String) async throws -> [String?] {
    try await hiring.admin.query(
      "select value::text from answer where question = \(question) order by revision",
      as: String?.self)
  }
}

/// - Parameter limits: whether strangers are counted.
func withHolders(
  limits: Bool = false, _ body: @escaping @Sendable (HolderBed) async throws -> Void
) async throws {
  try await withPortal(limits: limits) { portal in try await body(HolderBed(portal)) }
}

extension TestAnswer {
  var title: String { text.firstMatch(of: #/<title>([^<]*) –/#).map { String($0.1) } ?? "" }

  /// What a form's field holds.
  func field(_ name: String) -> String? {
    text.matches(of: #/name="([^"]+)"[^>]*value="([^"]*)"/#)
      .first { ExactText(String($0.1)) == ExactText(name) }.map { String($0.2) }
  }

  var location: String { headers[.location] ?? "" }
}
