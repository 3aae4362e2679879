/// A share of what comes from one source: the events of a key are in the same one, for ever.
public struct Slot: Hashable, Sendable {
  public let source: String
  public let number: Int16
}

extension Slot {
  /// How many slots a source has, for ever.
  public static let count: Int16 = 16

  /// The number of a subject's slot: FNV-1a 64 of its UTF-8, modulo 16.
  ///
  /// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", draft-eastlake-fnv.
  public static func number(of subject: String) -> Int16 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in subject.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01b3
    }
    return Int16(hash % UInt64(count))
  }
}
