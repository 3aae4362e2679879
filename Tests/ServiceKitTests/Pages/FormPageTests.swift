import Contracts
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ServiceKit

@Suite("Forms on pages")
struct FormPageTests {
  private static let path = "/pasture/milking"

  @Test("a form is empty at first, or holds what there is, and says what each field is")
  func fresh() async throws {
    try await withPasture { client in
      let page = try await Browser(client, as: .clerk).get(Self.path)
      #expect(page.status == .ok)
      for part in [
        #"<label for="field-litres">Litres</label>"#, #"id="field-litres-hint">Whole ones."#,
        #"name="litres" type="text" value="" autocomplete="off" aria-describedby="field-litres-hint">"#,
        #"name="name" type="text" value="Murka""#, #"name="version" value="7""#,
        "<title>Pasture – ",
      ] { #expect(page.text.contains(part), "\(part)") }
      #expect(!page.text.contains("aria-invalid") && !page.text.contains(#"id="mistakes""#))
    }
  }

  @Test("every mistake is at its field and in the summary, and what was typed is still there")
  func mistakes() async throws {
    try await withPasture { client in
      let browser = try Browser(client, as: .clerk)
      let answer = try await browser.post(
        Self.path, "litres=%3Cmany%3E&name=\(String(repeating: "u", count: 21))&version=7&odd=1")
      #expect(answer.status == .badRequest)
      for part in [
        "<title>Mistake: Pasture – ", "Something is not filled in right",
        ##"<a href="#field-litres">Litres: this has to be a whole number</a>"##,
        ##"<a href="#field-name">Cow: this may have at most 20 characters</a>"##,
        "<li>The form: this page has no such field</li>", #"tabindex="-1" autofocus"#,
        #"value="&lt;many&gt;" autocomplete="off" aria-describedby="field-litres-hint "#
          + #"field-litres-mistake" aria-invalid="true""#,
        #"id="field-name-mistake"><b>Mistake:</b> this may have at most 20 characters"#,
        #"value="uuuuuuuuuuuuuuuuuuuuu""#,
      ] { #expect(answer.text.contains(part), "\(part)") }
      // What somebody else has kept since is not written over unawares.
      let older = try await browser.post(Self.path, "litres=x&name=Murka&version=6")
      #expect(older.text.contains(#"name="version" value="6""#))
      // A field that was emptied stays so.
      let emptied = try await browser.post(Self.path, "litres=1&name=&version=7")
      #expect(emptied.status == .badRequest && !emptied.text.contains("Murka"))
      let russian = try await Browser(client, as: .clerk, language: "ru").post(
        Self.path, "litres=&name=\(String(repeating: "u", count: 21))&version=7")
      #expect(russian.text.contains("<title>Ошибка: Пастбище"))
      #expect(russian.text.contains("Корова: можно не больше 20 символов"))
      #expect(russian.text.contains("Литры: заполните это поле"))
    }
  }

  struct Kinds: PageData {
    static let template = "kinds"
    static var example: Kinds { Kinds(fields: [.example]) }

    let fields: [FieldView]
  }

  @Test("each kind of field has its control, with what it holds, escaped")
  func kinds() throws {
    let pages = try Pages(
      service: "test",
      templates: ["kinds": Array("{{#page.fields}}{{> field}}{{/page.fields}}".utf8)],
      showing: [Kinds.self],
      texts: [.english: Array("x = x".utf8), .russian: Array("x = x".utf8)])
    let choices = [Choice("", "any"), Choice("\u{e9}", "<Red>")]
    for (kind, value, part) in [
      (.text, "<M>", #"type="text" value="&lt;M&gt;""#), (.email, "m@x", #"type="email""#),
      (.phone, "+7", #"type="tel""#), (.day, "2027-03-01", #"type="date" value="2027-03-01""#),
      (.wholeNumber, "7", #"type="text" value="7" autocomplete="off" inputmode="numeric""#),
      (.prose(lines: 9), "<M>", #"rows="9">&lt;M&gt;</textarea>"#),
      (.choice(choices), "\u{e9}", "\" selected>&lt;Red&gt;</option>"),
      // The same to look at, and another text.
      (.choice(choices), "e\u{301}", "\">&lt;Red&gt;</option>"),
      (.named(["<M>"]), "", #"list="field-cow-names">"#),
      (.named(["<M>"]), "", #"<option value="&lt;M&gt;"></option>"#),
    ] as [(PageForm.Kind, String, String)] {
      let field = FieldView("cow", kind, label: "Cow", hint: nil, value: value, mistake: nil)
      let html = PageView(Kinds(fields: [field]), titleKey: "x")
        .fragment(pages, language: .english)
      #expect(html.contains(part), "\(html)")
    }
  }

  @Test("a refusal that is about a field is said there, with the problem's status")
  func refusal() async throws {
    try await withPasture { client in
      let browser = try Browser(client, as: .clerk)
      let answer = try await browser.post(Self.path, "litres=5&name=Bull&version=7")
      #expect(answer.status == .conflict)
      #expect(answer.text.contains(##"<a href="#field-name">Cow: 5 l of a bull?</a>"##))
      #expect(answer.text.contains("This cannot be done now") && answer.text.contains("Bull"))
      let program = try await browser.post(
        Self.path, "litres=5&name=Bull&version=7", headers: [.accept: "application/json"])
      #expect(program.problem == "no-milk")
    }
  }

  @Test("a form keeps its key until it is done, so that a second press is known")
  func key() async throws {
    try await withPasture { client in
      let browser = try Browser(client, as: .clerk)
      func key(_ text: String) -> Substring? {
        text.firstMatch(of: #/name="form_key" value="([^"]+)"/#)?.1
      }
      let first = key(try await browser.get(Self.path).text)
      let again = key(try await browser.post(Self.path, "litres=x&form_key=k-1").text)
      #expect(first != nil && again == "k-1")
      #expect(key(try await browser.get(Self.path).text) != first)
    }
  }

  @Test("a second press waits for the first one and is not refused; what is refused is counted")
  func inFlight() async throws {
    let metrics = PrometheusRegistry()
    try await withPasture(metrics: metrics) { client in
      let pressed = try await Browser(client, as: .clerk).post("/pasture/queue")
      #expect(pressed.status == .seeOther)
      #expect(metrics.text.contains("mcf_idempotency_in_flight_total 0\n"))
      let refused = try await client.send(.post, "/api/pasture/queue", bearer(.clerk))
      #expect(refused.problem == "request-in-flight")
      #expect(metrics.text.contains("mcf_idempotency_in_flight_total 1\n"))
    }
  }

  @Test("sent again it is about the same, and its button says what it does")
  func sameAgain() async throws {
    try await withPasture { client in
      var browser = try Browser(client, as: .clerk)
      let session = browser.session
      browser.session = nil
      let path = Self.path + "?cow=7&stall=%3C1%3E"
      let fields = "litres=5&name=Murka&version=7&form_key=k-1&form_act=Milk+%3C5%3E"
      let answer = try await browser.post(path, fields, token: "old")
      for part in [
        #"action="/pasture/milking?cow=7&amp;stall=%3C1%3E""#,
        #"name="form_act" value="Milk &lt;5&gt;">Milk &lt;5&gt;</button>"#,
      ] { #expect(answer.text.contains(part), "\(part)") }
      // What a page sends by itself is no reading; what the button says suffices.
      let ids = "litres=0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10&name=2027-03-05T11:00:00Z"
      let told = try await browser.post(path, ids + "&form_act=Milk", token: "old")
      #expect(told.text.contains(">Milk</button>") && !told.text.contains("<dt>"))
      // Nothing would say what is done.
      let untold = try await browser.post(path, ids + "&version=", token: "old")
      #expect(untold.status == .unauthorized && !untold.text.contains("form_key"))
      browser.session = session
      #expect(try await browser.post(path, fields).status == .seeOther)
    }
  }

  @Test("whose session has ended gets what was typed and can send it again; nothing is done")
  func sendAgain() async throws {
    try await withPasture { client in
      var browser = try Browser(client, as: .clerk)
      let session = browser.session
      browser.session = nil
      let fields = "litres=5&name=%22Murka%22&version=7&form_key=k-1"
      let answer = try await browser.post(Self.path, fields, token: "of-the-old-session")
      #expect(answer.status == .unauthorized)
      for part in [
        "Please sign in", "Your session has ended", #"href="/sign-in""#,
        #"target="_blank""#, "<dt>Cow</dt>\n<dd>&quot;Murka&quot;</dd>",
        #"<form method="post" action="/pasture/milking">"#, #"name="form_token" value="">"#,
        #"name="form_key" value="k-1">"#, #"name="name" value="&quot;Murka&quot;">"#,
        #"name="version" value="7">"#,
      ] { #expect(answer.text.contains(part), "\(part)") }
      #expect(!answer.text.contains("of-the-old-session"))

      // Signed in again, as whom is said; then the button has the session's own token.
      browser.session = session
      let asked = try await browser.post(Self.path, fields, token: "")
      #expect(asked.status == .forbidden)
      let own = browser.formToken
      for part in [
        "You are signed in as Tom &lt;b&gt;Paws&lt;/b&gt; (supplies clerk).",
        "name=\"form_token\" value=\"\(own)\">", #"name="name" value="&quot;Murka&quot;">"#,
      ] { #expect(asked.text.contains(part), "\(part)") }
      let done = try await browser.post(Self.path, fields, token: own)
      #expect(done.status == .seeOther)
      // A page's script cannot show another page's button.
      let script = try await browser.post(
        Self.path, fields, token: "", headers: [.fetchMode: "cors"])
      #expect(script.status == .forbidden && !script.text.contains("Murka"))
      // Programs and other sites get the problem.
      let program = try await browser.post(
        Self.path, fields, token: "", headers: [.accept: "application/json"])
      #expect(program.problem == "stale-form")
      let elsewhere = try await browser.post(
        Self.path, fields, token: "", headers: [.fetchSite: "cross-site"])
      #expect(elsewhere.status == .forbidden && !elsewhere.text.contains("Murka"))
    }
  }
}
