/// Hashes that nobody outside can foresee, so that no keys can be chosen that share a slot.
struct KeyedHash: Sendable {
  private let key = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

  /// The standard library's hash, which is SipHash, with a key of ours besides its own.
  func tag(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(key.0)
    hasher.combine(key.1)
    for byte in bytes { hasher.combine(byte) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
