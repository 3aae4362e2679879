import Contracts
import FoundationEssentials
import Testing

@Suite("One range for all times")
struct TimestampTests {
  @Test(
    "a time is within it or not after its offset is applied",
    arguments: [
      ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
      ("9999-12-31T23:59:59.9999Z", "9999-12-31T23:59:59.999Z"),
      ("9999-12-31T23:59:59-00:01", nil), ("9999-12-31T23:59:59-05:00", nil),
      ("9999-12-31T23:59:59+05:00", "9999-12-31T18:59:59Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("0001-01-01T00:00:00+00:01", nil),
      ("0000-12-31T23:59:59-01:00", "0001-01-01T00:59:59Z"), ("0000-01-01T00:00:00+03:00", nil),
      ("0000-12-31T23:59:59Z", nil),
    ] as [(String, String?)])
  func edges(text: String, normal: String?) {
    #expect(Timestamp.parse(text).map(Timestamp.format) == normal)
  }

  @Test("what is written of any date at all is read, and read as what was written")
  func everyDate() throws {
    var random = SystemRandomNumberGenerator()
    let (first, last) = (Timestamp.range.lowerBound, Timestamp.range.upperBound)
    var dates = [first, last, .distantPast, .distantFuture, Date(timeIntervalSince1970: 0)]
    dates += [-1.0, -0.0006, -0.0004, 0.0004, 0.0006, 1].flatMap { seconds in
      [first.addingTimeInterval(seconds), last.addingTimeInterval(seconds)]
    }
    dates += (0..<20_000).map { _ in
      Date(timeIntervalSince1970: .random(in: -1e12...1e12, using: &random))
    }
    for date in dates {
      let text = Timestamp.format(date)
      let read = try #require(Timestamp.parse(text), "\(text) of \(date)")
      #expect(Timestamp.format(read) == text)
      #expect(Timestamp.range.contains(read))
      let bounded = min(max(date, first), last)
      #expect(abs(read.timeIntervalSince(bounded)) <= 0.000_6, "\(text) of \(date)")
    }
  }

  @Test("events carry every time of it, and come back as they were")
  func events() throws {
    var random = SystemRandomNumberGenerator()
    let (first, last) = (Timestamp.range.lowerBound, Timestamp.range.upperBound)
    for round in 0..<2_000 {
      let times = (0..<2).map { _ in
        // As they come in: to the millisecond.
        let seconds = Double.random(
          in: first.timeIntervalSince1970...last.timeIntervalSince1970, using: &random)
        return Date(timeIntervalSince1970: (seconds * 1000).rounded() / 1000)
      }.sorted()
      let (from, to) = round == 0 ? (first, last) : (times[0], times[1])
      let worker = WorkerChanged(
        id: .v7(at: from), name: "Vaska", email: "v@cats.example", phone: "12345", language: nil,
        age: 4, breed: "Siberian", coatColour: "smoke", code: "A", active: true,
        origin: "imported", applicationID: nil,
        hours: [.init(from: 0, to: 10_080)], absences: [.init(from: from, to: to)],
        photoSHA256: nil, version: 1)
      let read = try WireCoding.decode(WorkerChanged.self, from: WireCoding.encode(worker))
      #expect(read.absences == worker.absences)
    }
  }
}
