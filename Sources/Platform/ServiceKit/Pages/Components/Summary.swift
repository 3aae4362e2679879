/// What there is to know of one thing, each with what it is. The partial `summary`.
public struct Summary: Sendable {
  public struct Fact: Sendable {
    let label: String
    let value: String
    let path: String?

    /// - Parameter path: where it leads to, such as `tel:` or another page; nil: nowhere.
    public init(_ label: String, _ value: String, path: String? = nil) {
      self.label = label
      self.value = value
      self.path = path
    }
  }

  let facts: [Fact]

  public init(_ facts: [Fact]) { self.facts = facts }

  /// With all that there can be.
  public static var example: Summary { Summary([.init("Phone", "+7", path: "tel:+7")]) }
}
