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
extension Date: PostgresCodable {
  public static var oid: PostgresOID { .timestamptz }

  /// From Postgres's epoch, 2000-01-01, to Foundation's, 2001-01-01.
  private static let epochDistanceSeconds = 31_622_400.0

  public func encode(into bytes: inout [UInt8]) {
    let microseconds = (timeIntervalSinceReferenceDate + Self.epochDistanceSeconds) * 1_000_000
    let bounded = microseconds.isNaN ? 0 : min(max(microseconds.rounded(), -9.2e18), 9.2e18)
    bytes.append(bigEndian: Int64(bounded))
  }

  public init(postgres cell: PostgresCell) throws {
    var reader = ByteReader(try cell.bytes(of: .timestamptz, as: Self.self))
    let microseconds: Int64 = try reader.integer()
    switch microseconds {
    case .max: self = .distantFuture
    case .min: self = .distantPast
    default:
      let seconds = Double(microseconds) / 1_000_000
      self.init(timeIntervalSinceReferenceDate: seconds - Self.epochDistanceSeconds)
    }
  }
}
