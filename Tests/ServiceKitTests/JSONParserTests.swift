import Contracts
import Testing

@testable import ServiceKit

@Suite("JSON text")
struct JSONParserTests {
  @Test("numbers keep their spelling, strings are unescaped, order is kept")
  func values() throws {
    let value = try JSONParser.parse(
      #" {"b":[1,-0.50,2e+3,true,false,null],"a":"\u00e9\ud83d\ude3a\n\/\"\\","":{}} "#.utf8)
    #expect(
      value
        == .object([
          .init("b", [.number("1"), .number("-0.50"), .number("2e+3"), true, false, .null]),
          .init("a", "é😺\n/\"\\"), .init("", .object([])),
        ]))
  }

  @Test(
    "what the grammar refuses is refused",
    arguments: [
      "", " ", "{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "[1,]",
      "[1 2]",
      "01", "-", "1.", ".5", "1e", "+1", "NaN", "tru", "nul", "'a'", "\"a", "\"\\x\"", "\"\\u12\"",
      "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "{a:1}", "1 2", "[]]",
      "\u{FEFF}", "1\u{FEFF}",
      "// c\n1", "{\"a\" 1}", "\"\\", "\"\\ud83d\\u\"",
    ])
  func malformed(text: String) {
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text.utf8) }
  }

  @Test("duplicate keys are refused at any depth, however many keys there are")
  func duplicates() {
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(#"{"a":1,"a":1}"#.utf8) }
    #expect(throws: JSONParser.Failure.self) {
      try JSONParser.parse(#"[{"x":{"a":1,"\u0061":2}}]"#.utf8)
    }
    let many = (0..<40).map { "\"k\($0)\":1" }
    #expect(throws: Never.self) { try JSONParser.parse("{\(many.joined(separator: ","))}".utf8) }
    for twice in [0, 20, 39] {
      let text = "{\((many + ["\"k\(twice)\":2"]).joined(separator: ","))}"
      #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text.utf8) }
    }
  }

  @Test("32 levels are read, 33 are refused, a million are refused without harm")
  func depth() {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    #expect(throws: Never.self) { try JSONParser.parse(nested(32).utf8) }
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(nested(33).utf8) }
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(nested(1_000_000).utf8) }
    let objects = String(repeating: "{\"a\":", count: 33) + "1" + String(repeating: "}", count: 33)
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(objects.utf8) }
  }

  @Test("NUL and bytes that are not UTF-8 are refused")
  func unstorable() {
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(#""a\u0000b""#.utf8) }
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0, 0x22],
    ] {
      #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(bytes) }
    }
  }

  @Test("text of every plane survives writing and reading")
  func roundTrip() throws {
    let texts = [
      "", "\u{1}\u{1F}\u{7F}\u{80}", "кот", "猫", "\u{10FFFF}\u{FFFD}\u{E000}", "\"\\/\r\t",
    ]
    for text in texts {
      var writer = JSONWriter()
      JSONValue.object([.init(text, .array([.string(text)]))]).write(to: &writer)
      #expect(try JSONParser.parse(writer.bytes) == .object([.init(text, [.string(text)])]))
    }
  }

  @Test("no truncation and no flipped byte makes the parser trap")
  func fuzz() {
    let text = Array(#"{"a":[1,2.5e-3,"x\u00e9\ud83d\ude3a",{"b":null}],"c":true,"d":"кот"}"#.utf8)
    for length in 0..<text.count {
      #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text.prefix(length)) }
    }
    var random = SplitMix64(seed: 7)
    for _ in 0..<5000 {
      var copy = text
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        copy[Int.random(in: 0..<copy.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      _ = try? JSONParser.parse(copy)
    }
  }
}
