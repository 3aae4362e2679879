import Contracts
public import FoundationEssentials
import Postgres

/// One value of a list's sort key.
public protocol CursorKey: Sendable {
  var cursorText: String { get }
  init?(cursorText: String)
}

/// Where a page ended, opaque to the caller.
///
/// It holds the sort key of the last item and a checksum over the list's name and that key: a
/// cursor that was altered, or taken from another list, is refused. It is no secret and no
/// permission; who may see the rows is decided by the query.
public enum Cursor {
  /// The cursor's text.
  ///
  /// - Parameter list: the list's name and whatever else (filters) the cursor belongs to.
  public static func encode<each Key: CursorKey>(_ list: String, _ keys: repeat each Key) -> String
  {
    var payload: [UInt8] = []
    for key in repeat each keys {
      let text = Array(key.cursorText.utf8)
      append(UInt32(text.count), to: &payload)
      payload.append(contentsOf: text)
    }
    append(checksum(list, payload[...]), to: &payload)
    return base64URL(payload)
  }

  /// The sort key in a cursor, or nil if it is not one of that list.
  public static func decode<each Key: CursorKey>(
    _ text: String, list: String, _ types: repeat (each Key).Type
  ) -> (repeat each Key)? {
    guard text.utf8.count <= maxLength, let bytes = base64URLDecoded(text),
      ExactText(base64URL(bytes)) == ExactText(text), bytes.count >= 4
    else { return nil }
    var rest = bytes.dropLast(4)
    var sum = bytes.suffix(4)
    guard takeWord(&sum) == checksum(list, rest) else { return nil }
    guard let keys = try? (repeat take((each types), &rest)), rest.isEmpty else { return nil }
    return keys
  }

  private static let maxLength = 2048

  private struct Malformed: Error {}

  private static func take<Key: CursorKey>(
    _ type: Key.Type, _ rest: inout ArraySlice<UInt8>
  ) throws -> Key {
    guard let length = takeWord(&rest), length <= rest.count,
      let text = String(validating: rest.prefix(Int(length)), as: UTF8.self),
      let key = Key(cursorText: text)
    else { throw Malformed() }
    rest = rest.dropFirst(Int(length))
    return key
  }

  private static func takeWord(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
    guard rest.count >= 4 else { return nil }
    defer { rest = rest.dropFirst(4) }
    return rest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
    for shift in [24, 16, 8, 0] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
  private static func checksum(_ list: String, _ payload: ArraySlice<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in list.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    for byte in payload { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}

extension String: CursorKey {
  public var cursorText: String { self }
  /// Anybody can work the checksum out, so keys that no list ever had must not reach Postgres.
  public init?(cursorText: String) {
    guard !cursorText.utf8.contains(0) else { return nil }
    self = cursorText
  }
}

extension UUID: CursorKey {
  public var cursorText: String { wire }
  public init?(cursorText: String) { self.init(uuidString: cursorText) }
}

extension Int: CursorKey {
  public var cursorText: String { String(self) }
  public init?(cursorText: String) { self.init(cursorText) }
}

extension Int64: CursorKey {
  public var cursorText: String { String(self) }
  public init?(cursorText: String) { self.init(cursorText) }
}

extension Date: CursorKey {
  /// From 1970-01-01 to Postgres's epoch, in microseconds.
  private static let epochDistance: Int64 = 946_684_800_000_000

  /// Microseconds since 1970, as exact as Postgres compares them.
  public var cursorText: String {
    String(
      min(max(self, Timestamp.range.lowerBound), Timestamp.range.upperBound).postgresMicroseconds
        + Self.epochDistance)
  }

  public init?(cursorText: String) {
    guard let microseconds = Int64(cursorText) else { return nil }
    let (sum, overflows) = microseconds.subtractingReportingOverflow(Self.epochDistance)
    self.init(postgresMicroseconds: sum)
    guard !overflows, ExactText(self.cursorText) == ExactText(cursorText) else { return nil }
  }
}
