/// The encoded parameters of one statement, in binary format.
///
/// Written as an array literal of values: `[id, name, age]`.
public struct Bindings: Sendable, ExpressibleByArrayLiteral {
  /// All values, one after the other.
  var bytes: [UInt8] = []
  /// Where a value ends in `bytes`; nulls are marked in `lengths`.
  var parameters: [Parameter] = []

  struct Parameter: Sendable {
    var oid: UInt32
    var offset: Int32
    /// -1 for null, as in the protocol.
    var length: Int32
  }

  public init() {}

  public init(arrayLiteral values: any PostgresEncodable...) {
    parameters.reserveCapacity(values.count)
    for value in values { append(value) }
  }

  /// Binds `value` to the next `$n`.
  public mutating func append<T: PostgresEncodable>(_ value: T) {
    let offset = bytes.count
    let isNull = value.isNull
    if !isNull { value.encode(into: &bytes) }
    parameters.append(
      Parameter(
        oid: T.oid.rawValue, offset: Int32(offset),
        length: isNull ? -1 : Int32(bytes.count - offset)))
  }

  /// How many parameters are bound.
  public var count: Int { parameters.count }
}
