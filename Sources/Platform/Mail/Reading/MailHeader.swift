public import Contracts

/// The header of a mail or of a part of one (RFC 5322, 2.2), unfolded.
public struct MailHeader: Sendable {
  private var fields: [(name: ExactText, value: String)] = []

  /// - Parameter lines: ended by CR LF.
  init(_ lines: ArraySlice<UInt8>) {
    for line in String(decoding: lines, as: UTF8.self).split(separator: "\r\n") {
      if let first = line.first, first == " " || first == "\t" {
        guard !fields.isEmpty else { continue }
        fields[fields.count - 1].value += " " + line.drop { $0 == " " || $0 == "\t" }
      } else if let colon = line.firstIndex(of: ":") {
        let value = line[colon...].dropFirst().drop { $0 == " " || $0 == "\t" }
        fields.append((ExactText(line[..<colon].lowercased()), String(value)))
      }
    }
  }

  /// The first field of a name in small letters, as it stands there.
  public subscript(_ name: ExactText) -> String? { all(name).first }

  /// All fields of that name.
  func all(_ name: ExactText) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The same as people read it: encoded words decoded, controls as blanks.
  public func text(_ name: ExactText) -> String? { self[name]?.wordsDecoded.withoutControls }

  /// The field's value and its parameters.
  public func value(_ name: ExactText) -> HeaderValue? { self[name].map { HeaderValue($0) } }
}

/// A value with parameters, such as `text/plain; charset=utf-8` (RFC 2045, 5.1).
public struct HeaderValue: Sendable {
  /// In small letters.
  public let value: ExactText
  private let parameters: [(name: ExactText, value: String)]

  init(_ text: String) {
    let parts = Self.parts(of: text)
    value = ExactText(parts[0].lowercased())
    parameters = parts.dropFirst().compactMap { part in
      guard let equals = part.firstIndex(of: "=") else { return nil }
      return (ExactText(part[..<equals].lowercased()), Self.unquoted(part[equals...].dropFirst()))
    }
  }

  public subscript(_ name: ExactText) -> String? { parameters.first { $0.name == name }?.value }

  /// What stands between semicolons that are not in quotes, without blanks around it.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { String($0.trimmed) }
  }

  private static func unquoted(_ text: Substring) -> String {
    let text = text.trimmed
    return String(text.first == "\"" && text.last == "\"" ? text.dropFirst().dropLast() : text)
  }
}

extension StringProtocol {
  /// Without blanks around it.
  var trimmed: SubSequence {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return start }
    return start[...end]
  }
}
