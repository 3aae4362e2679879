extension JSONValue {
  /// Parses one JSON text, as strictly as bodies are parsed.
  ///
  /// - Throws: a 400 problem that says what is wrong and at which byte.
  public init(parsing text: some Sequence<UInt8>) throws {
    do {
      self = try JSONParser.parse(text)
    } catch {
      throw Problem.malformed("The text \(error.reason) (byte \(error.offset)).")
    }
  }

  /// The text, if this is a string.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The number, if this is a whole one.
  public var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// The items, if this is an array.
  public var array: [JSONValue]? {
    guard case .array(let items) = self else { return nil }
    return items
  }

  /// The value as JSON text.
  public var text: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
