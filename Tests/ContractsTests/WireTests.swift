import Contracts
import FoundationEssentials
import Testing

@Suite("What travels")
struct WireTests {
  @Test(
    "money is a decimal string",
    arguments: [
      ("0.00", 0), ("95.00", 9500), ("95", 9500), ("95.5", 9550), ("0.05", 5), ("-0.05", -5),
      ("-12.34", -1234), ("999999999999999.99", 99_999_999_999_999_999),
    ] as [(String, Int64)])
  func money(text: String, hundredths: Int64) throws {
    let money = try #require(Money(text))
    #expect(money.hundredths == hundredths)
    #expect(Money(money.description) == money)
    #expect(try WireCoding.encodeText([money]) == "[\"\(money)\"]")
  }

  @Test(
    "anything else is no amount",
    arguments: [
      "", "-", ".", "1.", ".5", "1.234", "1,00", "+1", "1e2", "٣", "1 ", "--1", "1.2.3", "1.-5",
      "9999999999999999", "nan",
    ])
  func noMoney(text: String) {
    #expect(Money(text) == nil)
  }

  @Test(
    "times are RFC 3339 in UTC, with milliseconds only where there are any",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2027-03-01T09:00:00Z", 1_803_891_600),
      ("2027-03-01T09:00:00.125Z", 1_803_891_600.125), ("2000-02-29T23:59:59Z", 951_868_799),
      ("1969-12-31T23:59:59.999Z", -0.001), ("9999-12-31T23:59:59Z", 253_402_300_799),
      ("0001-01-01T00:00:00Z", -62_135_596_800),
    ] as [(String, Double)])
  func time(text: String, seconds: Double) {
    let date = Date(timeIntervalSince1970: seconds)
    #expect(Timestamp.format(date) == text)
    #expect(Timestamp.parse(text) == date)
  }

  @Test(
    "other offsets and finer fractions are read",
    arguments: [
      ("2027-03-01T12:00:00+03:00", "2027-03-01T09:00:00Z"),
      ("2027-03-01T00:30:00-01:45", "2027-03-01T02:15:00Z"),
      ("2027-03-01t09:00:00z", "2027-03-01T09:00:00Z"),
      ("2027-03-01T09:00:00.1Z", "2027-03-01T09:00:00.100Z"),
      ("2027-03-01T09:00:00.1239999Z", "2027-03-01T09:00:00.123Z"),
    ])
  func otherSpelling(text: String, normal: String) {
    #expect(Timestamp.parse(text).map(Timestamp.format) == normal)
  }

  @Test(
    "anything else is no time",
    arguments: [
      "", "2027-03-01", "2027-03-01T09:00:00", "2027-02-29T00:00:00Z", "2027-13-01T00:00:00Z",
      "2027-00-10T00:00:00Z", "2027-01-32T00:00:00Z", "2027-01-01T24:00:00Z",
      "2027-01-01T00:60:00Z", "2027-01-01T00:00:60Z", "2027-01-01 00:00:00Z",
      "2027-01-01T00:00:00.Z", "2027-01-01T00:00:00+24:00", "2027-01-01T00:00:00Zx",
      "+027-01-01T00:00:00Z", "２027-01-01T00:00:00Z",
    ])
  func noTime(text: String) {
    #expect(Timestamp.parse(text) == nil)
  }

  @Test("each day of 800 years is written and read the same")
  func everyDay() {
    for day in stride(from: -146_097, to: 146_097, by: 1) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3_661)
      #expect(Timestamp.parse(Timestamp.format(date)) == date)
    }
  }

  @Test("ids are version 7, sort by time and travel in lower case")
  func ids() throws {
    let early = UUID.v7(at: Date(timeIntervalSince1970: 1_803_891_600))
    let late = UUID.v7(at: Date(timeIntervalSince1970: 1_803_891_600.001))
    #expect(early.wire < late.wire)
    #expect(early.wire.hasPrefix("01a40051-"))
    #expect(early.uuid.6 >> 4 == 7)
    #expect(early.uuid.8 >> 6 == 2)
    #expect(
      UUID.v7(at: Date(timeIntervalSince1970: 0)) != UUID.v7(at: Date(timeIntervalSince1970: 0)))
    struct Thing: Encodable {
      let id: UUID
      let other: UUID?
    }
    let json = try WireCoding.encodeText(Thing(id: early, other: late))
    #expect(json == #"{"id":"\#(early.wire)","other":"\#(late.wire)"}"#)
  }
}
