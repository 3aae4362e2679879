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

  /// Parses a file that somebody wrote, as strictly as bodies are parsed.
  ///
  /// - Throws: a 400 problem that says what is wrong, and at which line and column, from 1.
  public init(ofFile bytes: some Collection<UInt8>) throws(Problem) {
    do {
      self = try JSONParser.parse(bytes)
    } catch {
      let read = bytes.prefix(error.offset)
      let line = 1 + read.count { $0 == UInt8(ascii: "\n") }
      let start = read.reversed().prefix { $0 != UInt8(ascii: "\n") }
      // What goes on with a character of UTF-8 is no column of its own.
      let column = 1 + start.count { $0 & 0xC0 != 0x80 }
      throw .malformed("\(error.reason) (line \(line), column \(column))", at: "")
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
    return wholeNumber(text)
  }

  /// The items, if this is an array.
  public var array: [JSONValue]? {
    guard case .array(let items) = self else { return nil }
    return items
  }

  /// The members, if this is an object; none otherwise.
  var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// The value as JSON text.
  public var text: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// The whole number that a JSON number is, however it is written: `60`, `60.0` and `6e1` are one
/// (JSON Schema, 6.1.1); nil for fractions and what is out of range.
func wholeNumber(_ text: String) -> Int? {
  if let number = Int(text) { return number }
  let halves = text.split(
    omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
  guard halves.count <= 2, let mantissa = halves.first,
    let exponent = halves.count == 2 ? Int(halves[1]) : 0, abs(exponent) <= maxExponent
  else { return nil }
  let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count <= 2, let whole = parts.first else { return nil }
  let fraction = parts.count == 2 ? parts[1] : ""
  let places = exponent - fraction.count
  var digits = String(whole + fraction)
  if places >= 0 { return Int(digits + String(repeating: "0", count: places)) }
  let isNegative = digits.hasPrefix("-")
  if isNegative { digits.removeFirst() }
  let point = max(digits.count + places, 0)
  guard digits.dropFirst(point).allSatisfy({ $0 == "0" }) else { return nil }
  return Int((isNegative ? "-0" : "0") + digits.prefix(point))
}

/// No range of ours has more digits.
private let maxExponent = 20
