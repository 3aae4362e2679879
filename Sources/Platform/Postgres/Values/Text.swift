/// Written as `text`; read from every type whose binary form is its text, enums included.
extension String: PostgresCodable {
  public static var oid: PostgresOID { .text }
  public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

  public init(postgres cell: PostgresCell) throws {
    guard let bytes = cell.bytes else {
      throw PostgresCell.Mistake("null, but String is not optional")
    }
    switch cell.oid {
    case .text, .varchar, .bpchar, .name, .char, .json, .xml, .unknown: break
    case let oid where oid.rawValue >= PostgresOID.firstUserDefined.rawValue: break
    default: throw cell.mistake(Self.self)
    }
    self = String(decoding: bytes, as: UTF8.self)
  }
}

/// Bytes: `[UInt8]` is `bytea`; a single one is Postgres's internal `"char"`.
extension UInt8: PostgresCodable {
  public static var oid: PostgresOID { .char }
  public static var arrayOID: PostgresOID { .bytea }
  public func encode(into bytes: inout [UInt8]) { bytes.append(self) }
  public static func encode(array: [UInt8], into bytes: inout [UInt8]) {
    bytes.append(contentsOf: array)
  }

  public init(postgres cell: PostgresCell) throws {
    var reader = ByteReader(try cell.bytes(of: .char, as: Self.self))
    self = try reader.integer()
  }

  public static func array(postgres cell: PostgresCell) throws -> [UInt8] {
    [UInt8](try cell.bytes(of: .bytea, as: [UInt8].self))
  }
}

extension [UInt8] {
  /// An array of `[UInt8]` is one of `bytea`.
  public static var arrayOID: PostgresOID { Element.arrayOID.array }
}

/// A type stored as its raw value, by an empty conformance: `extension Role: PostgresText {}`.
public protocol PostgresRawValue: RawRepresentable, PostgresCodable
where RawValue: PostgresCodable {}

/// A type stored as the text that is its raw value.
public protocol PostgresText: PostgresRawValue where RawValue == String {}

extension PostgresRawValue {
  public static var oid: PostgresOID { RawValue.oid }
  public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }

  public init(postgres cell: PostgresCell) throws {
    guard let value = Self(rawValue: try RawValue(postgres: cell)) else {
      throw PostgresCell.Mistake("not a \(Self.self)")
    }
    self = value
  }
}
