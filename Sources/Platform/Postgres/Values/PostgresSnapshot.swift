/// `pg_snapshot`: every transaction below `xmin` is over; of those below `xmax`, all but `running`.
public struct PostgresSnapshot: Sendable, Hashable, CustomStringConvertible {
  public var xmin: UInt64
  public var xmax: UInt64
  /// Ascending.
  public var running: [UInt64]

  public init(xmin: UInt64, xmax: UInt64, running: [UInt64]) {
    self.xmin = xmin
    self.xmax = xmax
    self.running = running
  }

  /// Reads Postgres's text form, `xmin:xmax:xip,xip`.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let xmin = UInt64(parts[0]), let xmax = UInt64(parts[1]) else {
      return nil
    }
    let running = parts[2].split(separator: ",").map { UInt64($0) }
    guard !running.contains(nil) else { return nil }
    self.init(xmin: xmin, xmax: xmax, running: running.compactMap { $0 })
  }

  public var description: String {
    "\(xmin):\(xmax):" + running.map(String.init).joined(separator: ",")
  }
}

extension PostgresSnapshot: PostgresCodable {
  public static var oid: PostgresOID { .pgSnapshot }

  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: Int32(running.count))
    for id in [xmin, xmax] + running { bytes.append(bigEndian: id) }
  }

  public init(postgres cell: PostgresCell) throws {
    if cell.oid == .text {
      guard let parsed = Self(try String(postgres: cell)) else {
        throw PostgresCell.Mistake("not a snapshot")
      }
      self = parsed
      return
    }
    var reader = ByteReader(try cell.bytes(of: .pgSnapshot, as: Self.self))
    let count: Int32 = try reader.integer()
    xmin = try reader.integer()
    xmax = try reader.integer()
    running = []
    for _ in 0..<max(0, count) { running.append(try reader.integer()) }
  }
}
