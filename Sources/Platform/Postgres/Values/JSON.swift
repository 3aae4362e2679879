import FoundationEssentials

/// A `jsonb` column that holds a `Codable` value. Keys are sorted, dates are seconds since 1970.
public struct JSON<Value: Codable & Sendable>: Sendable {
  public var value: Value
  public init(_ value: Value) { self.value = value }
}

extension JSON: Equatable where Value: Equatable {}

extension JSON: PostgresCodable {
  public static var oid: PostgresOID { .jsonb }

  /// A value that cannot be encoded becomes nothing, which Postgres refuses as JSON (22P02).
  public func encode(into bytes: inout [UInt8]) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .secondsSince1970
    bytes.append(JSONText.version)
    if let data = try? encoder.encode(value) { bytes.append(contentsOf: data) }
  }

  public init(postgres cell: PostgresCell) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    let text = try JSONText.bytes(cell, as: Self.self)
    do {
      self.init(try decoder.decode(Value.self, from: Data(text)))
    } catch {
      throw PostgresCell.Mistake("the JSON is not a \(Value.self)")
    }
  }
}

/// A `jsonb` (or, when read, `json`) column as its text.
public struct JSONText: Sendable, Hashable, PostgresCodable {
  public var text: String
  public init(_ text: String) { self.text = text }

  public static var oid: PostgresOID { .jsonb }
  /// `jsonb` in binary form is this byte and the text.
  static let version: UInt8 = 1

  public func encode(into bytes: inout [UInt8]) {
    bytes.append(Self.version)
    bytes.append(contentsOf: text.utf8)
  }

  public init(postgres cell: PostgresCell) throws {
    text = String(decoding: try Self.bytes(cell, as: Self.self), as: UTF8.self)
  }

  static func bytes(
    _ cell: PostgresCell, as type: Any.Type
  ) throws -> Slice<UnsafeRawBufferPointer> {
    let bytes = try cell.bytes(of: .jsonb, .json, as: type)
    guard cell.oid == .jsonb else { return bytes[...] }
    guard bytes.first == version else { throw PostgresCell.Mistake("an unknown form of jsonb") }
    return bytes.dropFirst()
  }
}
