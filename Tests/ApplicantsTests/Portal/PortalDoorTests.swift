import Configuration
import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("What the portal's door lets in, and what everybody is answered")
struct PortalDoorTests {
  @Test("no page sets a cookie, is kept by anybody, found by machines or told of elsewhere")
  func headers() async throws {
    try await withPortal { portal in
      for path in ["/apply", "/apply/sent", "/nowhere", "/portal/x", "/apply?lang=ru"] {
        let answer = try await portal.get(path)
        #expect(answer.headers[.setCookie] == nil, "\(path)")
        #expect(answer.headers[.cacheControl] == "no-store", "\(path)")
        #expect(answer.headers[.referrerPolicy] == "same-origin", "\(path)")
        #expect(answer.headers[.robotsTag] == "noindex", "\(path)")
        #expect(!answer.text.contains("Sign in"), "\(path)")
      }
    }
  }

  @Test("a page is in the language of its address, else of the browser, and leads to the other")
  func languages() async throws {
    try await withPortal { portal in
      #expect(try await portal.get("/apply", language: "ru").text.contains("Порода"))
      let chosen = try await portal.get("/apply?lang=ru&utm_source=x", language: "en")
      #expect(chosen.headers[.contentLanguage] == "ru" && chosen.text.contains("Порода"))
      #expect(chosen.text.contains(#"href="/apply?lang=en""#))
      #expect(chosen.text.firstMatch(of: /\/apply\?t=[\w-]{46}&amp;lang=ru"/) != nil)
      let sent = try await portal.api.send(
        .post, "/apply?t=\(portal.ticket())&lang=ru",
        Array(queryString(PortalAPI.cat.map { ($0.key, $0.value) }).utf8.dropFirst()),
        type: "application/x-www-form-urlencoded", headers: ["Accept": "text/html"])
      #expect(sent.headers[.location] == "/apply/sent?lang=ru")
      let language = try await portal.bed.value("select language from submission", as: String.self)
      #expect(language == "ru")
    }
  }

  @Test("a body that is too large or of another kind is not read: 413, 415, in either language")
  func bodies() async throws {
    try await withPortal { portal in
      let name = String(repeating: "x", count: 16_384)
      let large = try await portal.apply(portal.ticket(), ["name": name])
      #expect(large.status == 413 && large.text.contains("<h1>Your text is too long"))
      #expect(large.headers[.cacheControl] == "no-store")
      let other = try await portal.api.send(
        .post, "/apply?t=\(portal.ticket())", [1], type: "text/plain",
        headers: ["Accept-Language": "ru"])
      #expect(other.status == 415 && other.text.contains("<h1>Это не прочесть"))
      let program = try await portal.api.send(
        .post, "/api/applications?t=x", [1], type: "text/plain")
      #expect(program.status == 415 && program.problem == "unsupported-media-type")
    }
  }

  @Test("3.1: without the shield's secret nobody is answered but who asks whether it is well")
  func shield() async throws {
    let secrets = ["a-secret-of-the-shield", "another-secret-of-it"]
    try await withPortal(configured: { $0.shieldSecrets = secrets }) { portal in
      for said in ["", "a-secret-of-the-shielD", "a-secret-of-the-shield2"] {
        let answer = try await portal.api.send(.get, "/apply", headers: ["X-MCF-Shield": said])
        #expect(answer.status == 403 && answer.body == [])
        #expect(answer.headers[.cacheControl] == "no-store")
      }
      let unreadable = try await portal.api.send(.post, "/apply", [1], type: "text/plain")
      #expect(unreadable.status == 403 && unreadable.body == [])
      for said in secrets {
        let answer = try await portal.api.send(.get, "/apply", headers: ["X-MCF-Shield": said])
        #expect(answer.status == 200)
      }
      #expect(try await portal.api.send(.get, "/livez").status == 200)
      #expect(try await portal.api.send(.get, "/readyz").status == 200)
    }
  }

  @Test("who is answered is counted, so that the portal goes on after hundreds at once")
  func leaves() async throws {
    try await withPortal(limits: false) { portal in
      for _ in 0..<200 {
        let answer = try await portal.get("/nowhere")
        #expect(answer.status == 404)
      }
      let answers = try await atOnce(20) { _ in try await portal.get("/apply").status }
      #expect(answers == Array(repeating: 200, count: 20))
    }
  }

  @Test("limits can be off on this machine only")
  func limitsOff() throws {
    for (host, isGood) in [("127.0.0.1", true), ("0.0.0.0", false)] {
      let settings = [
        "MCF_PORTAL_KEYS": KeyRing.random().text, "MCF_PORTAL_LIMITS": "off", "MCF_HOST": host,
      ]
      let reader = ConfigReader(
        provider: EnvironmentVariablesProvider(environmentVariables: settings))
      if isGood {
        #expect(try !PortalConfiguration(reader).hasLimits)
      } else {
        #expect(throws: SettingError.self) { try PortalConfiguration(reader) }
      }
    }
  }

  @Test("a token in a header is not looked at")
  func tokens() async throws {
    try await withPortal { portal in
      let answer = try await portal.api.send(
        .get, "/api/apply", headers: ["Authorization": "Bearer x.y.z", "Cookie": "mcf_session=x"])
      #expect(answer.status == 200 && answer["ticket"] != nil)
      #expect(answer["vacancies"]?.array?.count == 2)
    }
  }
}
