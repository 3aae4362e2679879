import ServiceKit

extension LocalTexts {
  /// What is wrong with a field, said after its name; in English where there is no text for it.
  func words(for reason: MistakeReason) -> String {
    let key = "mistake_\(reason.code)"
    let found = Mirror(reflecting: reason).descendant("parameters") as? [String: String]
    return find(key) == nil ? reason.text : text(key, found ?? [:])
  }
}
