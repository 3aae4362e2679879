/// Reads what stands on one line of a YAML document: texts, and mappings and lists in braces.
struct YAMLFlow {
  private(set) var rest: Substring

  init(_ text: Substring) { rest = text }

  /// All of the line as a value; nil if it is none.
  mutating func whole() -> JSONValue? {
    switch rest.first {
    case "{", "[", "'", "\"":
      let value = value()
      return rest.isEmpty ? value : nil
    default:
      // To the line's end, commas and braces too.
      return rest.firstRange(of: ": ") == nil && !"&*!|>%@`".contains(rest.first ?? " ")
        ? .string(String(rest)) : nil
    }
  }

  /// A key with its colon and the blanks behind it.
  mutating func key() -> String? {
    let start = rest
    let name: String? =
      switch rest.first {
      case "'", "\"": quoted()
      case "{", "[": nil
      default: plainKey()
      }
    guard let name, take(":"), rest.isEmpty || rest.first == " " else {
      rest = start
      return nil
    }
    skipBlanks()
    return name
  }

  private mutating func plainKey() -> String? {
    let last = rest.last == ":" ? rest.index(before: rest.endIndex) : nil
    guard let end = rest.firstRange(of: ": ")?.lowerBound ?? last else { return nil }
    let name = rest[..<end]
    // A path may have braces; nothing else that has is a key.
    let isKey = name.hasPrefix("/") || !name.contains { "{}[],'\"".contains($0) }
    guard isKey else { return nil }
    rest = rest[end...]
    return String(name)
  }

  private mutating func value() -> JSONValue? {
    switch rest.first {
    case "{": members()
    case "[": items()
    case "'", "\"": quoted().map(JSONValue.string)
    default: plain()
    }
  }

  private mutating func members() -> JSONValue? {
    guard take("{") else { return nil }
    var members: [JSONValue.Member] = []
    while !take("}") {
      guard let name = key(), let value = value(), take(",") || rest.first == "}" else {
        return nil
      }
      members.append(.init(name, value))
      skipBlanks()
    }
    return .object(members)
  }

  private mutating func items() -> JSONValue? {
    guard take("[") else { return nil }
    var items: [JSONValue] = []
    while !take("]") {
      guard let value = value(), take(",") || rest.first == "]" else { return nil }
      items.append(value)
      skipBlanks()
    }
    return .array(items)
  }

  /// Within braces a plain text ends where something else begins.
  private mutating func plain() -> JSONValue? {
    let text = rest.prefix { !",]}".contains($0) }
    guard !text.isEmpty else { return nil }
    rest = rest[text.endIndex...]
    return .string(String(text))
  }

  /// A quotation mark is doubled in single quotes, escaped in double ones.
  private mutating func quoted() -> String? {
    guard let mark = rest.popFirst() else { return nil }
    var text = ""
    while let character = rest.popFirst() {
      if character == "\\" && mark == "\"" {
        guard let escaped = rest.popFirst(), escaped == "\"" || escaped == "\\" else { return nil }
        text.append(escaped)
      } else if character != mark {
        text.append(character)
      } else if mark == "'" && rest.first == "'" {
        text.append(character)
        rest.removeFirst()
      } else {
        return text
      }
    }
    return nil
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " } }
}
