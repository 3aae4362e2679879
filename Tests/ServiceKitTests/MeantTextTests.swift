import Contracts
import Testing

@testable import ServiceKit

@Suite("Text as it is meant")
struct MeantTextTests {
  /// What a field reads, or nil after a mistake.
  private func read<Value>(_ text: String, _ reader: (Form) -> Value) throws -> Value? {
    let form = try Form(.object([.init("field", .string(text))]))
    let value = reader(form)
    return (try? form.finish()) == nil ? nil : value
  }

  private func text(_ text: String) throws -> String? {
    try read(text) { $0.text("field", 1...20) }
  }

  private func scalars(_ text: String?) -> [UInt32]? { text?.unicodeScalars.map(\.value) }

  @Test(
    "text is kept in NFC, without what only comes along when it is pasted",
    arguments: [
      ("Андре\u{438}\u{306}", "Андре\u{439}"), ("e\u{301}", "\u{E9}"), ("\u{212A}at", "Kat"),
      ("a\u{307}\u{323}", "\u{1EA1}\u{307}"), ("\u{10041}\u{301}", "\u{10041}\u{301}"),
      ("\u{FEFF}Murka\u{200B}", "Murka"), ("Mur\u{AD}ka", "Murka"), ("\u{85} Murka\u{A0}", "Murka"),
      ("\u{202E}akruM\u{202C}", "akruM"), ("\u{2066}Murka\u{2069}", "Murka"),
      ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("👩\u{200D}🚀", "👩\u{200D}🚀"),
      ("❤\u{FE0F}", "❤\u{FE0F}"), ("a\tb\nc", "a\tb\nc"), ("Мурка", "Мурка"),
    ])
  func normal(typed: String, meant: String) throws {
    #expect(scalars(try text(typed)) == scalars(meant))
    #expect(scalars(try text(meant)) == scalars(meant), "what was read is read the same")
  }

  @Test(
    "what shows nothing is empty, and control characters are refused",
    arguments: [
      "", " ", "\u{200B}", "\u{200D}\u{200C}", "\u{FE0F}", "\u{3164}", "\u{2800}", "\u{A0}\u{3000}",
      "a\u{85}b", "a\u{7}b", "a\u{7F}", "a\u{9F}b", "\u{1B}[0m",
    ])
  func refused(typed: String) throws {
    #expect(try text(typed) == nil)
  }

  @Test("any text is read in NFC, and nothing but its normal form changes")
  func everyScalar() throws {
    for value in stride(from: 0xA1, through: 0x10FFFF, by: 7) as StrideThrough<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let typed = "e\(scalar)\u{301}\u{323}"
      let normal = typed.inNFC
      var span = normal.utf8Span
      let isNormal = span.checkForNFC(quickCheck: false)
      #expect(isNormal, "\(value)")
      #expect(normal == typed, "\(value)")
    }
  }

  @Test(
    "telephone numbers as people type and paste them",
    arguments: [
      ("+7 (495) 123-45-67", "+7 (495) 123-45-67"), ("123-45-67", "123-45-67"),
      ("\u{202A}+74955550001\u{202C}", "+74955550001"), ("\u{200E}+74955550001", "+74955550001"),
      ("+7\u{A0}495\u{A0}555-00-01", "+7 495 555-00-01"),
      ("+7 495 555\u{2013}00\u{2013}01", "+7 495 555-00-01"),
      ("+7\u{2011}495\u{2011}555\u{2011}0001", "+7-495-555-0001"),
      ("+7 495 555 \u{2212} 00 01", "+7 495 555 - 00 01"),
      ("+1-555-123-4567 x12", "+1-555-123-4567 x12"),
      ("+1 555 123 4567 Ext. 12", "+1 555 123 4567 x12"),
      ("+1 555 123 4567 (ext 12)", "+1 555 123 4567 x12"),
      ("+15551234567;ext=12", "+15551234567 x12"), ("+15551234567,,12", "+15551234567 x12"),
      ("8 (495) 555-00-01 доб. 12", "8 (495) 555-00-01 x12"),
      ("8 (495) 555-00-01, ДОБ 12", "8 (495) 555-00-01 x12"),
      ("tel:+74955550001", "+74955550001"), ("Тел.: 8 495 555-00-01", "8 495 555-00-01"),
      ("\u{FF0B}\u{FF18}\u{FF11}\u{3000}\u{FF13}\u{FF11}\u{FF12}\u{FF13}", "+81 3123"),
      ("\u{660}\u{661}\u{662}\u{663}\u{664}", "01234"), ("(0)30.123/45", "(0)30.123/45"),
      ("  +7  495  5550001 ", "+7 495 5550001"),
    ])
  func phones(typed: String, stored: String) throws {
    #expect(try read(typed) { $0.phone("field") } == stored)
    #expect(try read(stored) { $0.phone("field") } == stored, "what was read is read the same")
  }

  @Test(
    "what is no telephone number is refused",
    arguments: [
      "", "1234", "call me", "+7 495 555-00-01 and +7 495 555-00-02", "12345+7", "++12345",
      "1-800-FLOWERS", "123456789012345678901", "+7 495 555 00 01 x", "+7 495 555 00 01 x123456789",
      "+7 495 555 00 01 room 5", "x12345", "12345 \u{1F408}", "+-()./", "tel:",
      "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2", "12345\u{7}",
    ])
  func noPhones(typed: String) throws {
    #expect(try read(typed) { $0.phone("field") } == nil)
  }

  @Test(
    "e-mail addresses lose what is around them and nothing within",
    arguments: [
      ("kitty@example.com", "kitty@example.com"),
      ("\u{200B}kitty@example.com\u{FEFF}", "kitty@example.com"),
      ("\u{A0}kitty@example.com\r\n", "kitty@example.com"),
      ("mailto:kitty@example.com", "kitty@example.com"),
      ("MailTo:kitty@example.com", "kitty@example.com"), ("кот@приме\u{440}.рф", "кот@пример.рф"),
      ("andre\u{438}\u{306}@example.com", "andre\u{439}@example.com"),
      // The post office takes these for example.com: one mailbox would have many addresses.
      ("kitty@\u{FF45}xample.com", nil), ("kitty@\u{24D4}xample.com", nil),
      ("kitty@\u{1D41E}xample.com", nil), ("kitty@\u{24BA}xample.com", nil),
      ("kitty@EXAMPLE.com", "kitty@EXAMPLE.com"), ("кот@ПРИМЕР.РФ", "кот@ПРИМЕР.РФ"),
      ("kitty@stra\u{DF}e.example", "kitty@stra\u{DF}e.example"),
      ("kitty\u{200B}@example.com", nil), ("kitty@exam\u{AD}ple.com", nil),
      ("ki\u{85}tty@example.com", nil),
      ("ki\u{202E}tty@example.com", nil), ("kitty@example.com\u{0}x", nil),
      ("\u{3164}@example.com", nil),
      ("kitty @example.com", nil), ("kitty@\u{3164}.com", nil), ("\u{E000}@example.com", nil),
      ("mailto:", nil),
    ] as [(String, String?)])
  func emails(typed: String, stored: String?) throws {
    #expect(scalars(try read(typed) { $0.email("field") }) == scalars(stored))
  }

  @Test("an optional field that is blank was not filled in", arguments: ["", "  ", "\u{200B}"])
  func blank(typed: String) throws {
    #expect(try read(typed) { $0.optionalText("field", 1...9) } == .some(nil))
    #expect(try read(typed) { $0.optionalPhone("field") } == .some(nil))
    #expect(try read(typed) { $0.optionalEmail("field") } == .some(nil))
    #expect(try read(typed) { $0.optionalTime("field") } == .some(nil))
    #expect(try read(typed) { $0.optionalMoney("field") } == .some(nil))
    #expect(try read(typed) { $0.optionalInt("field", 0...9) } == .some(nil))
    #expect(try read(typed) { $0.phone("field") } == nil, "one that is required is missing")
  }
}
