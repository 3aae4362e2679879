import Contracts
import Testing

@testable import ServiceKit

@Suite("Accept-Language (RFC 9110, RFC 4647)")
struct LanguageTests {
  @Test(
    "the best language that there is",
    arguments: [
      (nil, Language.english), ("", .english), ("ru", .russian), ("RU-ru", .russian),
      ("ru-Cyrl-RU;q=0.5, de", .russian), ("en, ru", .english), ("ru, en", .russian),
      ("en;q=0.8, ru;q=0.9", .russian), ("en;q=0.899, ru;q=0.9", .russian),
      ("ru;q=0, en;q=0.1", .english), ("ru;q=0", .english), ("ru-RU, ru;q=0", .english),
      ("de, fr;q=0.9", .english), ("*", .english), ("*, ru;q=0.1", .russian),
      ("russian", .english), ("ru ; q=1", .russian), ("\t ru\t", .russian),
    ])
  func lookup(header: String?, language: Language) {
    #expect(Language(acceptLanguage: header) == language)
  }

  @Test("a malformed weight drops its item and no other")
  func malformed() {
    for weight in ["2", "1.001", "0.1234", "-1", "", ".5", "x"] {
      #expect(WeightedList("ru;q=\(weight), en;q=0.1").items.first?.value == "en", "\(weight)")
    }
    #expect(WeightedList("a;q=0.5;level=1,b").items.map(\.weight) == [1000, 500])
    #expect(WeightedList(String(repeating: "ru,", count: 5000)).items.count == 32)
    #expect(WeightedList(", ,;,;q=1").items.isEmpty)
  }

  @Test("equals keep their order")
  func stable() {
    #expect(WeightedList("c,b;q=0.5,a,d;q=0.5").items.map(\.value) == ["c", "a", "b", "d"])
  }
}
