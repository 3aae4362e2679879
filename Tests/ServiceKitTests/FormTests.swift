import Contracts
import FoundationEssentials
import Testing

@testable import ServiceKit

@Suite("Forms")
struct FormTests {
  enum Reason: String, CaseIterable {
    case sick, late
  }

  private func form(_ text: String) throws -> Form { try Form(JSONParser.parse(text.utf8)) }

  private func mistakes(_ form: Form) -> [Mistake] {
    do {
      try form.finish()
      return []
    } catch let problem as Problem {
      return problem.errors
    } catch {
      return [Mistake("", .unreadable("\(error)"))]
    }
  }

  @Test("good fields read as what they are")
  func good() throws {
    let form = try form(
      """
      {"t":" Mur ","u":"0190a000-0000-7000-8000-00000000000A","i":7,"d":0.5,"m":"95.5","b":true,
       "at":"2026-11-21T12:00:00.250+03:00","email":" cat@example.org ","phone":"+7 (495) 123-45-67",
       "r":"late","n":null}
      """)
    #expect(form.text("t", 1...10) == "Mur")
    #expect(form.uuid("u") == UUID(uuidString: "0190a000-0000-7000-8000-00000000000a"))
    #expect(form.int("i", 0...7) == 7)
    #expect(form.number("d", 0...1) == 0.5)
    #expect(form.money("m") == Money(hundredths: 9550))
    #expect(form.bool("b"))
    #expect(form.time("at").timeIntervalSince1970 == 1_795_251_600.25)
    #expect(form.email() == "cat@example.org")
    #expect(form.phone() == "+7 (495) 123-45-67")
    #expect(form.choice("r", Reason.self) == .late)
    #expect(form.optionalInt("n", 0...1) == nil)
    #expect(form.optionalText("missing", 0...5) == nil)
    #expect(throws: Never.self) { try form.finish() }
  }

  @Test("all mistakes come at once, with their places, unknown fields among them")
  func allAtOnce() throws {
    let form = try form(
      #"{"t":"","u":"x","i":8,"d":"1","m":-1,"b":"yes","at":"tomorrow","email":"a@b","phone":"12","r":"lazy","x/y~":1}"#
    )
    _ = form.text("t", 1...10)
    _ = form.uuid("u")
    _ = form.int("i", 0...7)
    _ = form.number("d", 0...1)
    _ = form.money("m")
    _ = form.bool("b")
    _ = form.time("at")
    _ = form.email()
    _ = form.phone()
    _ = form.choice("r", Reason.self)
    _ = form.uuid("missing")
    let found = mistakes(form)
    #expect(
      found.map(\.pointer) == [
        "/t", "/u", "/i", "/d", "/m", "/b", "/at", "/email", "/phone", "/r", "/missing", "/x~1y~0",
      ])
    #expect(found.last?.reason == .unknown)
    #expect(found.allSatisfy { !$0.reason.text.isEmpty })
  }

  @Test("null where a value is required is a mistake")
  func null() throws {
    let form = try form(#"{"t":null,"o":null,"a":null}"#)
    _ = form.text("t", 0...5)
    _ = form.object("o")
    _ = form.objects("a", 1...5)
    #expect(mistakes(form).map(\.pointer) == ["/t", "/o", "/a"])
  }

  @Test("nested objects and arrays report with full pointers")
  func nested() throws {
    let form = try form(
      #"{"o":{"a":{"n":"x"},"extra":1},"l":[{"n":1},{"n":"?"},7],"s":["ok","",3],"w":{"speed":50,"fur":1,"smell":101}}"#
    )
    _ = form.object("o").object("a").int("n", 0...5)
    for item in form.objects("l", 0...5) { _ = item.int("n", 0...5) }
    _ = form.texts("s", 0...5, 1...5)
    #expect(form.numbers("w", names: ["speed", "smell"], 0...100) == ["speed": 50])
    #expect(
      Set(mistakes(form).map(\.pointer)) == [
        "/o/a/n", "/o/extra", "/l/1/n", "/l/2", "/s/1", "/s/2", "/w/fur", "/w/smell",
      ])
  }

  @Test("of an array with too few or too many items, the mistakes inside are named as well")
  func miscounted() throws {
    let form = try form(#"{"few":[{"n":9}],"many":[{"n":9},{"n":1},{"n":9}],"s":["","x"]}"#)
    for item in form.objects("few", 2...3) { _ = item.int("n", 0...5) }
    for item in form.objects("many", 1...2) { _ = item.int("n", 0...5) }
    #expect(form.texts("s", 0...1, 1...5).isEmpty)
    #expect(
      Set(form.mistakes.map(\.pointer)) == [
        "/few", "/few/0/n", "/many", "/many/0/n", "/s", "/s/0",
      ])
  }

  @Test("a missing object is one mistake, not one for each field in it")
  func placeholder() throws {
    let form = try form("{}")
    let missing = form.object("o")
    _ = missing.text("a", 1...5)
    _ = missing.object("b").uuid("c")
    #expect(mistakes(form) == [Mistake("/o", .required)])
  }

  @Test("PATCH can tell a field set to null from one that is not there")
  func contains() throws {
    let form = try form(#"{"phone":null}"#)
    #expect(form.contains("phone") && !form.contains("email"))
    #expect(form.optionalPhone() == nil)
    #expect(throws: Never.self) { try form.finish() }
  }

  @Test("more mistakes than a hundred are cut")
  func many() throws {
    let text = (0..<500).map { "\"k\($0)\":1" }.joined(separator: ",")
    #expect(mistakes(try form("{\(text)}")).count == 100)
  }

  @Test("a body that is no object is refused", arguments: ["[]", "1", "\"a\"", "null"])
  func noObject(text: String) {
    #expect(throws: Problem.self) { try form(text) }
  }

  @Test(
    "texts: length in scalars, no control characters",
    arguments: [
      ("кот", true), ("", false), ("   ", false), ("abcdef", false), ("a\u{7}b", false),
      ("😺😺😺😺😺", true), ("a\tb\nc", true), ("a\u{7F}", false),
    ])
  func texts(text: String, isGood: Bool) throws {
    let form = try Form(.object([.init("t", .string(text))]))
    _ = form.text("t", 1...5)
    #expect(mistakes(form).isEmpty == isGood)
  }

  @Test(
    "e-mail addresses",
    arguments: [
      ("a@b.c", true), ("Tom+x@cats.example.org", true), ("a@b", false), ("a.b.c", false),
      ("a@@b.c", false), ("a b@c.d", false), ("a@b..c", false), ("a@-b.c", false), ("@b.c", false),
      ("a@b.c\u{0}d", false), ("кот@пример.рф", true), ("a@b.c,d@e.f", false), ("<a@b.c>", false),
    ])
  func email(text: String, isGood: Bool) throws {
    let form = try Form(.object([.init("email", .string(text))]))
    _ = form.email()
    #expect(mistakes(form).isEmpty == isGood)
  }

  @Test(
    "whole numbers are whole and in range",
    arguments: ["1.5", "1e-1", "99999999999999999999", "-1", "8", "\"3\""])
  func wholeNumbers(text: String) throws {
    let form = try form("{\"i\":\(text)}")
    _ = form.int("i", 0...7)
    #expect(mistakes(form).map(\.pointer) == ["/i"])
  }

  @Test(
    "money that is negative, too long or no string is refused",
    arguments: [
      "\"-1.00\"", "\"1.234\"", "1", "\"1e3\"", "\"\"", "\" 1\"", "\"99999999999999999999\"",
    ])
  func money(text: String) throws {
    let form = try form("{\"m\":\(text)}")
    _ = form.money("m")
    #expect(mistakes(form).map(\.pointer) == ["/m"])
  }

  @Test(
    "an amount within a range is told once what is wrong with it, and a missing one may be none",
    arguments: [
      ("\"0.01\"", nil), ("\"2.00\"", nil), ("\"0\"", "out-of-range"),
      ("\"2.01\"", "out-of-range"), ("\"1e2\"", "no-money"), ("1", "no-string"),
    ] as [(String, String?)])
  func moneyInRange(text: String, code: String?) throws {
    let form = try form("{\"m\":\(text),\"o\":\(text)}")
    let range = Money(hundredths: 1)...Money(hundredths: 200)
    let (amount, other) = (form.money("m", range), form.optionalMoney("o", range))
    #expect(mistakes(form).map(\.reason.code) == (code.map { [$0, $0] } ?? []))
    #expect((other == amount) == (code == nil) && form.optionalMoney("none", range) == nil)
  }

  @Test(
    "what people type for an amount is as their language writes it, and in JSON as it is there",
    arguments: [
      ("2,00", nil, "2.00"), ("2.00", "2.00", "2.00"), ("1 234,5", nil, "1234.50"),
      ("1\u{202F}234.50", "1234.50", "1234.50"), ("\u{A0}95\u{A0}", "95.00", "95.00"),
      ("1,234.50", nil, nil), ("\u{2212}1", nil, nil), ("2,00,1", nil, nil),
    ] as [(String, String?, String?)])
  func typedAmounts(_ typed: String, _ english: String?, _ russian: String?) throws {
    let text = String(queryString([("amount", typed)]).dropFirst())
    func read(_ form: Form) -> String? {
      let amount = form.money("amount")
      return mistakes(form).isEmpty ? "\(amount)" : nil
    }
    for (language, expected) in [(Language.english, english), (.russian, russian)] {
      let sent = SentForm.stripped(try Form(urlEncoded: text), in: language)
      #expect(read(sent) == expected, "\(language)")
    }
    let json = try form("{\"amount\": \"\(typed)\"}")
    #expect(read(json) == (typed == "2.00" ? "2.00" : nil))
  }
}
