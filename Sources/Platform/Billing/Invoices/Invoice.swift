public import Contracts
public import FoundationEssentials
import Postgres

/// What a party owes or is owed for a period; never changed.
public struct Invoice: Sendable {
  /// Made of party and period: the same invoice has the same id, even in a restored database.
  public let id: UUID
  public let party: UUID
  public let period: Int32
  public let number: InvoiceNumber
  public let lines: Int32
  /// Of these, how many belong to an earlier period and came too late for it.
  public let lateLines: Int32
  /// The sum of its lines.
  public let total: Money
  /// What the party's account held before: nothing, or less.
  public let carriedIn: Money
  /// What is to be paid.
  public let due: Money
  public let issuedAt: Date
  /// As they were then.
  public let partyName: String
  public let email: String

  /// What was settled with the account: less than nothing was put on it.
  public var setOff: Money { total - due }
  /// What the account holds afterwards: nothing, or less.
  public var carriedOut: Money { carriedIn + setOff }
}

/// `W-2027-000001`: without gaps within a series and business year.
public struct InvoiceNumber: Sendable, Hashable, CustomStringConvertible {
  public let series: String
  public let year: Int32
  public let number: Int64

  public init(series: String, year: Int32, number: Int64) {
    self.series = series
    self.year = year
    self.number = number
  }

  public var description: String {
    let digits = String(number)
    return "\(series)-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

extension InvoiceNumber {
  /// nil: there is no invoice.
  init?(row: inout RowReader) throws {
    let (series, year): (String?, Int32?) = (try row.next(), try row.next())
    let number: Int64? = try row.next()
    guard let series, let year, let number else { return nil }
    self.init(series: series, year: year, number: number)
  }
}

extension Invoice {
  /// What `init(row:)` reads, from a row source named `i`.
  static let columns = """
    i.id, i.party, i.period, i.series, i.year, i.number, i.lines, i.late_lines, i.total,
    i.carried_in, i.due, i.issued_at, i.party_name, i.email
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    party = try row.next()
    period = try row.next()
    number = InvoiceNumber(
      series: try row.next(), year: try row.next(), number: try row.next())
    lines = try row.next()
    lateLines = try row.next()
    total = try row.next()
    carriedIn = try row.next()
    due = try row.next()
    issuedAt = try row.next()
    partyName = try row.next()
    email = try row.next()
  }
}
