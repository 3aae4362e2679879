import Contracts
import Testing

@testable import Applicants

@Suite("R-112: numbers are exact")
struct ExactNumberTests {
  @Test(
    "R-112: a document writes a number in digits, with a point",
    arguments: [
      ("0", 0), ("30", 30_000_000), ("-0.5", -500_000), ("0.000001", 1), ("007", 7_000_000),
      ("999999999999", 999_999_999_999_000_000), ("999999.999999", 999_999_999_999),
      ("1234567890123", nil), ("1234567.123456", nil), ("0.1234567", nil), ("", nil), ("-", nil),
      ("+1", nil), ("1.", nil), (".5", nil), ("1,5", nil), ("1e3", nil), ("1.2.3", nil),
      ("--1", nil), (" 1", nil), ("١", nil), ("1\u{0301}", nil), ("0x10", nil), ("NaN", nil),
    ] as [(String, Int64?)])
  func written(text: String, millionths: Int64?) {
    #expect(ExactNumber(written: text)?.millionths == millionths)
  }

  @Test(
    "R-112: whoever sits the test may type a comma or a point, and blanks",
    arguments: [
      ("8,00", "8"), ("8.00", "8"), (" 8 ", "8"), ("2 700,5", "2700.5"), ("2\u{A0}700.5", "2700.5"),
      ("-3", "-3"), ("\u{2212}3,5", "-3.5"), ("- 3", "-3"), ("8,", "8"), (",5", "0.5"),
      ("0", "0"), ("0,0", "0"), ("-0", "0"), ("000", "0"), ("0,50000000", "0.5"),
      ("0000000000000012", "12"), ("", nil), (" ", nil), (",", nil), ("-", nil), ("eight", nil),
      ("8 fish", nil), ("8,0,0", nil), ("1,000.5", nil), ("8-", nil), ("1e1", nil), ("٨", nil),
      ("0,1234567", nil), ("1234567890123", nil),
    ] as [(String, String?)])
  func typed(text: String, number: String?) {
    #expect(ExactNumber(typed: text)?.description == number)
  }

  @Test("R-112: what is written is read again, digit by digit")
  func roundTrip() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5_000 {
      let places = Int.random(in: 0...6, using: &random)
      let digits = (0..<Int.random(in: (places + 1)...12, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }
      let text =
        digits.dropLast(places).joined()
        + (places > 0 ? "." : "") + digits.suffix(places).joined()
      let number = try #require(ExactNumber(written: text))
      #expect(ExactNumber(written: "\(number)") == number)
      #expect(ExactNumber(typed: text.replacing(".", with: ",")) == number)
    }
  }

  @Test("R-112: an edge belongs to its tolerance, where floating point would lose it")
  func tolerance() throws {
    func number(_ text: String) throws -> ExactNumber { try #require(ExactNumber(written: text)) }
    #expect(try number("0.3").isWithin(number("0.1"), of: number("0.2")))
    #expect(try number("0.1").isWithin(number("0.1"), of: number("0.2")))
    #expect(try !number("0.300001").isWithin(number("0.1"), of: number("0.2")))
    let far = try number("999999999999")
    #expect(try !far.isWithin(far, of: number("-999999999999")))
  }
}
