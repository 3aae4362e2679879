public import FoundationEssentials

/// The single JSON coder of the system: for events, answers and everything stored as JSON.
///
/// Keys are sorted, so that equal values give equal bytes; times are ``Timestamp``s.
public enum WireCoding {
  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(Timestamp.format(date))
    }
    return encoder
  }()

  private static let decoder = {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      guard let date = Timestamp.parse(try container.decode(String.self)) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "not a time such as 2026-03-01T09:00:00Z")
      }
      return date
    }
    return decoder
  }()

  /// The value as JSON.
  public static func encode(_ value: some Encodable) throws -> Data {
    try encoder.encode(value)
  }

  /// The value as JSON text.
  public static func encodeText(_ value: some Encodable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads JSON; unknown members are ignored, since published shapes get extended.
  public static func decode<Value: Decodable>(_ type: Value.Type, from json: Data) throws -> Value {
    try decoder.decode(type, from: json)
  }

  /// Reads JSON text.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from json: String
  ) throws -> Value {
    try decoder.decode(type, from: Data(json.utf8))
  }
}
