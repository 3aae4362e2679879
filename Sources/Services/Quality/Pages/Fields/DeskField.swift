import Contracts
import ServiceKit

/// A field of a form on these pages: what it is called is the text `field_<name>`, what is said about
/// it, if anything, `field_<name>_hint`.
struct DeskField: Sendable {
  enum Kind: Sendable {
    /// A text on one line.
    case line
    /// A text on several lines.
    case prose
    /// Digits. It is text to browsers, whose own fields of numbers change them at a touch.
    case wholeNumber
    case day
    case choice([DeskChoice])
  }

  let name: String
  let kind: Kind

  init(_ name: String, _ kind: Kind = .line) {
    self.name = name
    self.kind = kind
  }

  var id: String { "field-\(name)" }

  /// Whether a mistake is about what this holds, or about a part of it.
  func holds(_ mistake: Mistake) -> Bool {
    let place = "/\(name)".utf8
    let rest = mistake.pointer.utf8.dropFirst(place.count)
    return mistake.pointer.utf8.starts(with: place)
      && (rest.isEmpty || rest.first == UInt8(ascii: "/"))
  }
}

/// What may be chosen in a field.
struct DeskChoice: Sendable {
  let value: String
  let text: String

  /// Nothing.
  static func none(_ text: String) -> DeskChoice { DeskChoice(value: "", text: text) }
}

/// What the fields of a form hold.
struct DeskEntry: Sendable {
  private var values: [ExactText: String]

  init(_ values: KeyValuePairs<String, String>) {
    self.values = values.reduce(into: [:]) { $0[ExactText($1.key)] = $1.value }
  }

  /// What was sent of them.
  init(_ fields: [DeskField], in form: Form) { self.init(fields.map(\.name), in: form) }

  /// - Parameter names: of the fields.
  init(_ names: [String], in form: Form) {
    values = names.reduce(into: [:]) { values, name in
      values[ExactText(name)] = form.value(name)?.string ?? ""
    }
  }

  subscript(_ name: String) -> String { values[ExactText(name)] ?? "" }
}
