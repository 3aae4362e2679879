public import Crypto

/// Keys for one purpose, so that one can follow another while what the former made is still about:
/// the first makes, all are believed.
public struct KeyRing: Sendable {
  public let first: NumberedKey
  private let others: [NumberedKey]

  /// - Returns: nil if there is none, or if two have one number.
  public init?(_ keys: [NumberedKey]) {
    guard let first = keys.first, Set(keys.map(\.number)).count == keys.count else { return nil }
    self.init(first: first, others: Array(keys.dropFirst()))
  }

  private init(first: NumberedKey, others: [NumberedKey]) {
    self.first = first
    self.others = others
  }

  public var keys: [NumberedKey] { [first] + others }

  /// The key of that number; nil: none has it.
  public subscript(number: UInt8) -> SymmetricKey? {
    keys.first { $0.number == number }?.key
  }

  /// Keys of the same numbers for one use of several (HKDF with SHA-256, RFC 5869), so that what was
  /// made for one is worth nothing to another.
  public func derived(for use: String) -> KeyRing {
    func derive(_ key: NumberedKey) -> NumberedKey {
      NumberedKey(
        key.number,
        HKDF<SHA256>.deriveKey(
          inputKeyMaterial: key.key, info: Array(use.utf8), outputByteCount: 32))
    }
    return KeyRing(first: derive(first), others: others.map(derive))
  }

  /// The same with a new key behind, which is believed from then on and makes nothing yet.
  ///
  /// - Returns: nil if all 256 numbers are taken.
  public func withNewKey() -> KeyRing? {
    let taken = Set(keys.map(\.number))
    return (UInt8.min...UInt8.max).first { $0 > 0 && !taken.contains($0) }.map {
      KeyRing(first: first, others: others + [.random($0)])
    }
  }

  /// - Parameter text: as ``text`` spells it.
  public init?(_ text: String) {
    guard let keys = SettingForm<KeyRing>.keyRing.read(text) else { return nil }
    self = keys
  }

  /// As settings have it.
  public var text: String { keys.map(\.text).joined(separator: ",") }

  /// One with a single new key.
  public static func random() -> KeyRing { KeyRing(first: .random(1), others: []) }
}

extension KeyRing: CustomStringConvertible {
  /// The numbers only.
  public var description: String { keys.map(\.description).joined(separator: ",") }
}

extension SettingForm<KeyRing> {
  public static var keyRing: SettingForm {
    let list = SettingForm<[NumberedKey]>.list(
      "", read: NumberedKey.init, spell: \.text)
    return SettingForm(
      "keys as `mcf portal keys` makes them, number:key with commas, each number once",
      read: { list.read($0).flatMap(KeyRing.init) }, spell: { list.spell($0.keys) })
  }
}
