public import FoundationEssentials
public import Postgres

/// Asks Postgres for local times: FoundationEssentials has no named zones.
public struct BusinessTime: Sendable {
  public static let statements: [any Statement.Type] = [ReadClocks.self, AskTimeZone.self]

  private let database: PostgresClient
  private let zone: String

  /// - Parameter zone: an IANA name such as `Europe/Moscow`.
  public init(_ database: PostgresClient, zone: String) {
    self.database = database
    self.zone = zone
  }

  /// The local times of some instants, in one query.
  public func local(_ instants: some Collection<Date>) async throws -> [Date: LocalTime] {
    let asked = Array(Set(instants))
    guard !asked.isEmpty else { return [:] }
    let times = try await database.read(ReadClocks(instants: asked, zone: zone))
    return Dictionary(uniqueKeysWithValues: zip(asked, times))
  }
}

extension Setting<String> {
  public static var timeZone: Setting {
    Setting(
      "MCF_TIME_ZONE", .text, default: "Europe/Moscow",
      "the zone of business time, by its IANA name")
  }
}

struct ReadClocks: Statement {
  static let sql = """
    select to_char(instant at time zone $2, 'YYYY-MM-DD'),
           extract(isodow from instant at time zone $2)::int4,
           to_char(instant at time zone $2, 'HH24:MI')
    from   unnest($1::timestamptz[]) with ordinality as asked(instant, n)
    order  by n
    """
  let instants: [Date]
  let zone: String
  var bindings: Bindings { [instants, zone] }

  static func decode(_ row: inout RowReader) throws -> LocalTime {
    LocalTime(day: try row.next(), weekday: Int(try row.next() as Int32), time: try row.next())
  }
}
