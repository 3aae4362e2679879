public import FoundationEssentials

extension UUID {
  /// A version 8 id (RFC 9562, section 5.8) made of a digest: the same digest has the same id. Bytes
  /// that it lacks are 0.
  public static func v8(of digest: some Sequence<UInt8>) -> UUID {
    var bytes = Array((Array(digest.prefix(16)) + Array(repeating: 0, count: 16)).prefix(16))
    bytes[6] = bytes[6] & 0x0f | 0x80
    bytes[8] = bytes[8] & 0x3f | 0x80
    return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }
}
