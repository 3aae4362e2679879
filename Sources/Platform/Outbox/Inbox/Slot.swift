/// A share of what comes from one source: the events of a key are in the same one, for ever.
public struct Slot: Hashable, Sendable {
  public let source: String
  public let number: Int16
}

extension Slot {
  /// How many slots a source has, for ever.
  public static let count: Int16 = 16

  /// The number of a subject's slot: FNV-1a 64 of its UTF-8, modulo 16.
  public static func number(of subject: String) -> Int16 { number(ofUTF8: subject.utf8) }

  static func number(ofUTF8 subject: some Sequence<UInt8>) -> Int16 {
    Int16(FNV1a.hash(subject) % UInt64(count))
  }
}
