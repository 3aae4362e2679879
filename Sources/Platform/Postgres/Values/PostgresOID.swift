/// The number by which Postgres knows a type (`pg_type.oid`); those here are fixed for ever.
public struct PostgresOID: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let unspecified = Self(rawValue: 0)
  public static let bool = Self(rawValue: 16)
  public static let bytea = Self(rawValue: 17)
  public static let char = Self(rawValue: 18)
  public static let name = Self(rawValue: 19)
  public static let int8 = Self(rawValue: 20)
  public static let int2 = Self(rawValue: 21)
  public static let int4 = Self(rawValue: 23)
  public static let text = Self(rawValue: 25)
  public static let json = Self(rawValue: 114)
  public static let xml = Self(rawValue: 142)
  public static let float4 = Self(rawValue: 700)
  public static let float8 = Self(rawValue: 701)
  public static let unknown = Self(rawValue: 705)
  public static let bpchar = Self(rawValue: 1042)
  public static let varchar = Self(rawValue: 1043)
  public static let timestamptz = Self(rawValue: 1184)
  public static let uuid = Self(rawValue: 2950)
  public static let jsonb = Self(rawValue: 3802)
  public static let pgSnapshot = Self(rawValue: 5038)
  public static let xid8 = Self(rawValue: 5069)

  /// The types that the catalogue hands out itself end here; enums and the like come after.
  static let firstUserDefined = Self(rawValue: 16_384)

  /// The type of an array of this, `unspecified` when it is not one of the above.
  public var array: PostgresOID { Self.arrays[self] ?? .unspecified }

  private static let arrays: [PostgresOID: PostgresOID] = [
    .bool: 1000, .bytea: 1001, .char: 1002, .name: 1003, .int8: 1016, .int2: 1005, .int4: 1007,
    .text: 1009, .json: 199, .xml: 143, .float4: 1021, .float8: 1022, .bpchar: 1014,
    .varchar: 1015, .timestamptz: 1185, .uuid: 2951, .jsonb: 3807, .pgSnapshot: 5039, .xid8: 271,
  ].mapValues(PostgresOID.init(rawValue:))
}
