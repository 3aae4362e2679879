public import FoundationEssentials

extension UUID: PostgresCodable {
  public static var oid: PostgresOID { .uuid }
  public func encode(into bytes: inout [UInt8]) {
    withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
  }

  public init(postgres cell: PostgresCell) throws {
    let bytes = try cell.bytes(of: .uuid, as: Self.self)
    guard bytes.count == 16 else { throw PostgresCell.Mistake("a value cut short") }
    self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
  }
}

/// `timestamptz`, to the microsecond. `infinity` is read as `distantFuture`.
///
/// A `Double` cannot hold the microseconds of a time that is far from its epoch: such a one is exact
/// to the millisecond, so that it is found again as what it was.
extension Date: PostgresCodable {
  public static var oid: PostgresOID { .timestamptz }

  /// From Postgres's epoch, 2000-01-01, to Foundation's, 2001-01-01.
  private static let epochDistanceSeconds = 31_622_400.0
  /// Since 2000: here a `Double`'s last bit is worth less than a microsecond.
  private static let exactSeconds = -2_147_483_648.0...4_294_967_296.0

  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: postgresMicroseconds)
  }

  /// What Postgres keeps: microseconds since 2000-01-01.
  public var postgresMicroseconds: Int64 {
    let seconds = timeIntervalSinceReferenceDate + Self.epochDistanceSeconds
    guard !seconds.isNaN else { return 0 }
    if Self.exactSeconds ~= seconds { return Int64((seconds * 1_000_000).rounded()) }
    return Int64(min(max((seconds * 1000).rounded(), -9.2e15), 9.2e15)) * 1000
  }

  /// - Parameter microseconds: as Postgres keeps them, since 2000-01-01.
  public init(postgresMicroseconds microseconds: Int64) {
    self.init(
      timeIntervalSinceReferenceDate: Double(microseconds) / 1_000_000 - Self.epochDistanceSeconds)
  }

  public init(postgres cell: PostgresCell) throws {
    var reader = ByteReader(try cell.bytes(of: .timestamptz, as: Self.self))
    let microseconds: Int64 = try reader.integer()
    switch microseconds {
    case .max: self = .distantFuture
    case .min: self = .distantPast
    default: self.init(postgresMicroseconds: microseconds)
    }
  }
}
