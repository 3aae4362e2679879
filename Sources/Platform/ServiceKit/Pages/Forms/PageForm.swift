/// The fields of a form on a page, by the names that the same form of the API has.
///
/// What a field is called is the text `field_<name>`, and what is said about it, if anything,
/// `field_<name>_hint`.
public struct PageForm: Sendable {
  /// What a browser takes it for: phones show a fitting keyboard. The rules are the server's.
  public enum Kind: Sendable {
    case text, email, phone
    /// Digits. It is text to browsers, whose own fields of numbers change them at a touch.
    case wholeNumber
    /// A text of which so many lines are seen at once.
    case prose(lines: Int)
    /// One of the calendar, such as `2027-03-01`.
    case day
    case choice([Choice])
    /// A text on one line, for which browsers offer these.
    case named([String])
  }

  public struct Field: Sendable {
    let name: String
    let kind: Kind
    let ownersOwn: String
    let refusedBy: [String]

    /// - Parameters:
    ///   - ownersOwn: what of whoever fills it in it is, by HTML's name for browsers to complete it
    ///     (WCAG 2.2, 1.3.5); `off`: nothing.
    ///   - refusedBy: the problems that are about what this field holds.
    public init(
      _ name: String, _ kind: Kind = .text, ownersOwn: String = "off", refusedBy: [String] = []
    ) {
      self.name = name
      self.kind = kind
      self.ownersOwn = ownersOwn
      self.refusedBy = refusedBy
    }
  }

  let fields: [Field]

  public init(_ fields: Field...) { self.init(fields) }
  public init(_ fields: [Field]) { self.fields = fields }
}

/// What a field can be set to.
public struct Choice: Sendable {
  public let value: String
  public let text: String
  let about: String?

  /// - Parameters:
  ///   - value: as the form sends it; empty: nothing is chosen.
  ///   - about: what there is to know before it is chosen.
  public init(_ value: String, _ text: String, about: String? = nil) {
    self.value = value
    self.text = text
    self.about = about
  }
}
