/// The encoded parameters of one statement, in binary format.
///
/// Written as an array literal of values: `[id, name, age]`.
public struct Bindings: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// All values, one after the other.
  var bytes: [UInt8] = []
  /// Where a value ends in `bytes`; nulls are marked in `lengths`.
  var parameters: [Parameter] = []

  struct Parameter: Sendable, Equatable {
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

  /// The values of the one, then those of the other.
  public static func + (a: Bindings, b: Bindings) -> Bindings {
    var sum = a
    let offset = Int32(sum.bytes.count)
    sum.bytes += b.bytes
    sum.parameters += b.parameters.map {
      Parameter(oid: $0.oid, offset: $0.offset + offset, length: $0.length)
    }
    return sum
  }

  /// How many parameters are bound.
  public var count: Int { parameters.count }
}
