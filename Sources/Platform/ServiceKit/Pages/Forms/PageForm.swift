/// The fields of a form on a page, by the names that the same form of the API has.
///
/// What a field is called is the text `field_<name>`, and what is said about it, if anything,
/// `field_<name>_hint`.
public struct PageForm: Sendable {
  /// What a browser takes it for: phones show a fitting keyboard. The rules are the server's.
  public enum Kind: String, Sendable {
    case text, email
    case phone = "tel"
  }

  public struct Field: Sendable {
    let name: String
    let kind: Kind
    let refusedBy: [String]

    /// - Parameter refusedBy: the problems that are about what this field holds.
    public init(_ name: String, _ kind: Kind = .text, refusedBy: [String] = []) {
      self.name = name
      self.kind = kind
      self.refusedBy = refusedBy
    }
  }

  let fields: [Field]

  public init(_ fields: Field...) { self.fields = fields }
}
