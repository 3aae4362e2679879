/// A value that can be bound to a parameter, in Postgres's binary format.
public protocol PostgresEncodable: Sendable {
  /// The type that the parameter is declared with.
  static var oid: PostgresOID { get }
  /// The type of a parameter that is an array of these.
  static var arrayOID: PostgresOID { get }
  /// Whether this stands for `null`; `encode` is not called then.
  var isNull: Bool { get }
  /// Appends the value, without a length.
  func encode(into bytes: inout [UInt8])
  /// Appends an array of values, without a length.
  static func encode(array: [Self], into bytes: inout [UInt8])
}

extension PostgresEncodable {
  public static var arrayOID: PostgresOID { oid.array }
  public var isNull: Bool { false }

  public static func encode(array: [Self], into bytes: inout [UInt8]) {
    let hasNull = array.contains { $0.isNull }
    bytes.append(bigEndian: Int32(array.isEmpty ? 0 : 1))  // dimensions
    bytes.append(bigEndian: Int32(hasNull ? 1 : 0))
    bytes.append(bigEndian: oid.rawValue)
    guard !array.isEmpty else { return }
    bytes.append(bigEndian: Int32(array.count))
    bytes.append(bigEndian: Int32(1))  // lower bound
    for element in array { bytes.append(field: element) }
  }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var oid: PostgresOID { Wrapped.oid }
  public static var arrayOID: PostgresOID { Wrapped.arrayOID }
  public var isNull: Bool { self?.isNull ?? true }
  public func encode(into bytes: inout [UInt8]) { self?.encode(into: &bytes) }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
  public static var oid: PostgresOID { Element.arrayOID }
  public func encode(into bytes: inout [UInt8]) { Element.encode(array: self, into: &bytes) }
}

extension [UInt8] {
  mutating func append(bigEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  /// A length (-1 for null), then the value.
  mutating func append(field value: some PostgresEncodable) {
    guard !value.isNull else { return append(bigEndian: Int32(-1)) }
    let start = count
    append(bigEndian: Int32(0))
    value.encode(into: &self)
    let length = Int32(count - start - 4).bigEndian
    Swift.withUnsafeBytes(of: length) { replaceSubrange(start..<start + 4, with: $0) }
  }
}
