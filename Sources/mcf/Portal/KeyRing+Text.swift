import ServiceKit

extension KeyRing {
  /// - Parameter text: as ``text`` spells them.
  init?(_ text: String) {
    let keys = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { NumberedKey(String($0)) }
    guard !keys.contains(where: { $0 == nil }) else { return nil }
    self.init(keys.compactMap(\.self))
  }

  /// As settings have them: number:key, with commas.
  var text: String { keys.map(\.text).joined(separator: ",") }
}
