/// Both directions.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

extension Bool: PostgresCodable {
  public static var oid: PostgresOID { .bool }
  public func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
  public init(postgres cell: PostgresCell) throws {
    self = try cell.bytes(of: .bool, as: Self.self).first == 1
  }
}

/// Integers are written as the type of their own size and read from any that fits.
public protocol PostgresInteger: PostgresCodable, FixedWidthInteger {}

extension PostgresInteger {
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }

  public init(postgres cell: PostgresCell) throws {
    var reader = ByteReader(try cell.bytes(of: .int8, .int4, .int2, as: Self.self))
    let value: Int64 =
      switch cell.oid {
      case .int8: try reader.integer()
      case .int4: Int64(try reader.integer(as: Int32.self))
      default: Int64(try reader.integer(as: Int16.self))
      }
    guard let exact = Self(exactly: value) else {
      throw PostgresCell.Mistake("the number does not fit into \(Self.self)")
    }
    self = exact
  }
}

extension Int16: PostgresInteger { public static var oid: PostgresOID { .int2 } }
extension Int32: PostgresInteger { public static var oid: PostgresOID { .int4 } }
extension Int64: PostgresInteger { public static var oid: PostgresOID { .int8 } }
extension Int: PostgresInteger { public static var oid: PostgresOID { .int8 } }

/// A transaction id with its epoch, `xid8`.
extension UInt64: PostgresCodable {
  public static var oid: PostgresOID { .xid8 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
  public init(postgres cell: PostgresCell) throws {
    var reader = ByteReader(try cell.bytes(of: .xid8, as: Self.self))
    self = try reader.integer()
  }
}

extension Double: PostgresCodable {
  public static var oid: PostgresOID { .float8 }
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: bitPattern) }
  public init(postgres cell: PostgresCell) throws {
    var reader = ByteReader(try cell.bytes(of: .float8, .float4, as: Self.self))
    self =
      cell.oid == .float8
      ? Double(bitPattern: try reader.integer())
      : Double(Float(bitPattern: try reader.integer()))
  }
}
