public import FoundationEssentials

extension UUID {
  /// A version 7 id (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits, so that
  /// ids made later sort later and fill an index from one side.
  public static func v7(at date: Date) -> UUID {
    let milliseconds = UInt64(max(0, (date.timeIntervalSince1970 * 1000).rounded(.down)))
    var random = SystemRandomNumberGenerator()
    let (a, b) = (random.next(), random.next())
    func byte(_ value: UInt64, _ shift: UInt64) -> UInt8 {
      UInt8(truncatingIfNeeded: value >> shift)
    }
    return UUID(
      uuid: (
        byte(milliseconds, 40), byte(milliseconds, 32), byte(milliseconds, 24),
        byte(milliseconds, 16), byte(milliseconds, 8), byte(milliseconds, 0),
        0x70 | byte(a, 0) & 0x0f, byte(a, 8),
        0x80 | byte(b, 0) & 0x3f, byte(b, 8), byte(b, 16), byte(b, 24),
        byte(b, 32), byte(b, 40), byte(b, 48), byte(b, 56)
      ))
  }

  /// When a version 7 id was made; nil for others.
  public var v7Date: Date? {
    guard uuid.6 >> 4 == 7 else { return nil }
    let bytes = [uuid.0, uuid.1, uuid.2, uuid.3, uuid.4, uuid.5]
    let milliseconds = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  /// Stands for nothing and nobody: before all others, and none of ours.
  public static let zero = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

  /// The form in which ids travel: lower case (RFC 9562, section 4).
  public var wire: String { uuidString.lowercased() }
}

/// `Codable` synthesis picks these over the generic ones wherever `Contracts` is imported, so that
/// ids travel in lower case although `UUID` by itself encodes in upper case.
extension KeyedEncodingContainer {
  public mutating func encode(_ id: UUID, forKey key: Key) throws {
    try encode(id.wire, forKey: key)
  }

  public mutating func encodeIfPresent(_ id: UUID?, forKey key: Key) throws {
    try encodeIfPresent(id?.wire, forKey: key)
  }
}
