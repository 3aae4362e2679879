/// How values of a kind are spelled in an environment, and which are allowed.
public struct SettingForm<Value: Sendable>: Sendable {
  /// What a value must be, said to people; empty: any text will do.
  let rule: String
  /// What is wrong with a text that is none.
  let mistake: String
  let read: @Sendable (String) -> Value?
  let spell: @Sendable (Value) -> String

  /// - Parameters:
  ///   - rule: what goes on after "must be".
  ///   - mistake: said instead of that when a value cannot be used.
  ///   - read: nil for what is no value.
  public init(
    _ rule: String, mistake: String? = nil, read: @escaping @Sendable (String) -> Value?,
    spell: @escaping @Sendable (Value) -> String
  ) {
    self.rule = rule
    self.mistake = mistake ?? "must be \(rule)"
    self.read = read
    self.spell = spell
  }

  /// - Throws: `SettingError` for what is no value.
  func value(_ text: String, of setting: some DescribedSetting) throws -> Value {
    guard let value = read(text) else {
      throw SettingError(
        setting.name, setting.isSecret ? mistake : "\(mistake), not \"\(text)\"")
    }
    return value
  }
}

extension SettingForm {
  /// Several with commas or blanks between them.
  ///
  /// - Parameters:
  ///   - rule: what goes on after "must be"; empty: any texts will do.
  ///   - read: nil for what is no element.
  public static func list<Element>(
    _ rule: String, read: @escaping @Sendable (String) -> Element?,
    spell: @escaping @Sendable (Element) -> String
  ) -> SettingForm where Value == [Element] {
    SettingForm(
      rule,
      read: { text in
        let texts = text.split { $0 == "," || $0 == " " }.map(String.init)
        let elements = texts.compactMap(read)
        return elements.count == texts.count ? elements : nil
      }, spell: { $0.map(spell).joined(separator: ",") })
  }
}
