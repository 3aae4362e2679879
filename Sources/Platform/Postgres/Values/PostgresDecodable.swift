/// A value that can be read from a column, in Postgres's binary format.
public protocol PostgresDecodable: Sendable {
  /// - Throws: `PostgresCell.Mistake` when the cell holds something else.
  init(postgres cell: PostgresCell) throws
  /// Reads an array of these.
  static func array(postgres cell: PostgresCell) throws -> [Self]
}

/// One column of one row. Use it at once: it points into the answer it was read from.
public struct PostgresCell {
  let bytes: UnsafeRawBufferPointer?
  public let oid: PostgresOID

  public var isNull: Bool { bytes == nil }

  /// Why a cell could not be read as the wanted type.
  public struct Mistake: Error {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
  }

  /// The bytes of a cell that is not null and has one of these types.
  func bytes(of oids: PostgresOID..., as type: Any.Type) throws -> UnsafeRawBufferPointer {
    guard let bytes else { throw Mistake("null, but \(type) is not optional") }
    guard oids.contains(oid) else { throw mistake(type) }
    return bytes
  }

  func mistake(_ type: Any.Type) -> Mistake {
    Mistake("a \(type) cannot be read from type oid \(oid.rawValue)")
  }
}

extension PostgresDecodable {
  public static func array(postgres cell: PostgresCell) throws -> [Self] {
    guard let bytes = cell.bytes else { throw PostgresCell.Mistake("null, but not optional") }
    var reader = ByteReader(bytes)
    let dimensions: Int32 = try reader.integer()
    _ = try reader.integer(as: Int32.self)  // whether it holds nulls
    let element = PostgresOID(rawValue: try reader.integer())
    guard dimensions > 0 else { return [] }
    guard dimensions == 1 else {
      throw PostgresCell.Mistake("an array of \(dimensions) dimensions")
    }
    let count: Int32 = try reader.integer()
    _ = try reader.integer(as: Int32.self)  // lower bound
    var values: [Self] = []
    values.reserveCapacity(Int(count))
    for _ in 0..<count {
      let length: Int32 = try reader.integer()
      let bytes = length < 0 ? nil : try reader.bytes(Int(length))
      values.append(try Self(postgres: PostgresCell(bytes: bytes, oid: element)))
    }
    return values
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public init(postgres cell: PostgresCell) throws {
    self = cell.isNull ? nil : try Wrapped(postgres: cell)
  }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
  public init(postgres cell: PostgresCell) throws { self = try Element.array(postgres: cell) }
}

/// Reads big-endian integers and runs of bytes, never beyond the end.
struct ByteReader {
  private var rest: Slice<UnsafeRawBufferPointer>

  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes[...] }

  mutating func integer<T: FixedWidthInteger>(as type: T.Type = T.self) throws -> T {
    let bytes = try bytes(MemoryLayout<T>.size)
    return T(bigEndian: bytes.loadUnaligned(as: T.self))
  }

  mutating func bytes(_ count: Int) throws -> UnsafeRawBufferPointer {
    guard count >= 0, count <= rest.count else { throw PostgresCell.Mistake("a value cut short") }
    defer { rest = rest.dropFirst(count) }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
  }
}
