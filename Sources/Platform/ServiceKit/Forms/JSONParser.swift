import Contracts

/// Parses one JSON text (RFC 8259), strictly and within bounds.
///
/// Refused besides what the grammar refuses: duplicate keys, nesting deeper than 32, NUL in
/// strings (Postgres cannot hold it), lone surrogates, bytes that are not UTF-8.
struct JSONParser {
  static let maxDepth = 32

  /// Why a text is refused, and at which byte.
  struct Failure: Error, Equatable {
    var reason: String
    var offset: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  static func parse(_ bytes: some Sequence<UInt8>) throws(Failure) -> JSONValue {
    let copy = ContiguousArray(bytes)
    let result: Result<JSONValue, Failure> = copy.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer)
      return Result { () throws(Failure) in try parser.document() }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func document() throws(Failure) -> JSONValue {
    guard !isUTF16 else { throw failure("is UTF-16: save or send it as UTF-8") }
    // A byte-order mark that some programmes write before UTF-8.
    if bytes.starts(with: byteOrderMark) { position = byteOrderMark.count }
    skipBlanks()
    guard position < bytes.count else { throw failure("is empty") }
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw failure("has something after the JSON value") }
    return value
  }

  /// UTF-16 begins with its byte-order mark, or half of its first character is a NUL.
  private var isUTF16: Bool {
    guard bytes.count >= 2 else { return false }
    let (first, second) = (bytes[0], bytes[1])
    return first == 0 || second == 0 || (first == 0xFF && second == 0xFE)
      || (first == 0xFE && second == 0xFF)
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    switch peek() {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case nil: throw failure("ends too early")
    case UInt8(ascii: "-"): return .number(try number())
    case let digit? where isDigit(digit): return .number(try number())
    default: throw failure("is not JSON")
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    try enter(depth)
    var members: [JSONValue.Member] = []
    var names: Set<ExactText> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      guard peek() == UInt8(ascii: "\"") else { throw failure("needs a quoted name") }
      let name = try string()
      guard isNew(ExactText(name), among: members, &names) else {
        throw failure("has the key \"\(name.prefix(60))\" twice")
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw failure("needs a colon after a name") }
      skipBlanks()
      members.append(JSONValue.Member(name, try value(depth: depth)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw failure("needs a comma between members") }
    }
  }

  /// Few members are compared one by one, many by a set, so that neither is slow.
  private func isNew(
    _ name: ExactText, among members: [JSONValue.Member], _ names: inout Set<ExactText>
  ) -> Bool {
    if members.count < 16 { return !members.contains { $0.name == name } }
    if members.count == 16 { names.formUnion(members.map(\.name)) }
    return names.insert(name).inserted
  }

  private mutating func array(depth: Int) throws(Failure) -> JSONValue {
    try enter(depth)
    var items: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      skipBlanks()
      items.append(try value(depth: depth))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(items) }
      guard take(UInt8(ascii: ",")) else { throw failure("needs a comma between items") }
    }
  }

  private mutating func enter(_ depth: Int) throws(Failure) {
    guard depth <= Self.maxDepth else { throw failure("is nested deeper than \(Self.maxDepth)") }
    position += 1
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(Failure)
    -> JSONValue
  {
    let matches =
      position + text.utf8CodeUnitCount <= bytes.count
      && text.withUTF8Buffer { expected in
        expected.elementsEqual(bytes[position..<position + expected.count])
      }
    guard matches else { throw failure("is not JSON") }
    position += text.utf8CodeUnitCount
    return value
  }

  private mutating func number() throws(Failure) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(Failure) {
    let start = position
    while let byte = peek(), isDigit(byte) { position += 1 }
    guard position > start else { throw failure("has a malformed number") }
  }

  private mutating func string() throws(Failure) -> String {
    position += 1
    let start = position
    while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      guard byte >= 0x20 else { throw failure("has a raw control character in a string") }
      position += 1
    }
    guard position < bytes.count else { throw failure("ends inside a string") }
    if bytes[position] == UInt8(ascii: "\"") {
      let text = try decode(bytes[start..<position])
      position += 1
      return text
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(Failure) -> String {
    var unescaped = Array(bytes[start..<position])
    while let byte = peek() {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try decode(unescaped)
      case UInt8(ascii: "\\"): try escape(into: &unescaped)
      case 0..<0x20: throw failure("has a raw control character in a string")
      default: unescaped.append(byte)
      }
    }
    throw failure("ends inside a string")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    guard let byte = peek() else { throw failure("ends inside a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
    default: throw failure("has an unknown escape in a string")
    }
  }

  private mutating func scalar() throws(Failure) -> Unicode.Scalar {
    let unit = try hexUnit()
    guard unit != 0 else { throw failure("has a NUL character in a string") }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // A high surrogate is good only with the low one that follows.
    guard (0xD800..<0xDC00).contains(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw failure("has a lone surrogate in a string")
    }
    let low = try hexUnit()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw failure("has a lone surrogate in a string") }
    return scalar
  }

  private mutating func hexUnit() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("ends inside an escape") }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = hexValue(bytes[position]) else { throw failure("has a malformed escape") }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  private func decode(_ slice: some Collection<UInt8>) throws(Failure) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw failure("is not valid UTF-8")
    }
    return text
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func failure(_ reason: String) -> Failure { Failure(reason: reason, offset: position) }
}

/// U+FEFF in UTF-8: it says nothing and is passed over where a text begins with it.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
