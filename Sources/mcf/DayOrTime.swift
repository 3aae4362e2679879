import ArgumentParser
import Contracts
import FoundationEssentials
import Postgres

/// What an operator means by a day or a time.
enum DayOrTime {
  case instant(Date)
  /// `2027-03-07`: that business day.
  case day(String)

  /// - Parameter option: whose value it is.
  /// - Throws: `ValidationError` for what is neither.
  init(_ text: String, of option: String) throws {
    if let time = Timestamp.parse(text) {
      self = .instant(time)
    } else if text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil,
      Timestamp.parse(text + "T00:00:00Z") != nil
    {
      self = .day(text)
    } else {
      throw ValidationError(
        "\(option) must be a day such as 2027-03-07 or a time such as 2027-03-07T17:00:00Z")
    }
  }

  /// From when until when it is: a day from its begin to its end.
  func span(in zone: String, _ database: PostgresClient) async throws -> ClosedRange<Date> {
    switch self {
    case .instant(let time): return time...time
    case .day(let day):
      let bounds = try await database.query(
        """
        select \(day)::date::timestamp at time zone \(zone),
               (\(day)::date + 1)::timestamp at time zone \(zone)
        """, as: Date.self, Date.self)
      guard let (begin, end) = bounds.first else { return Date.distantPast...Date.distantPast }
      return begin...max(begin, end)
    }
  }
}
