/// One thing among others: what it is, where it stands, a few lines about it, and what one can do.
/// The partial `card`, in a list of class `cards`.
public struct CardView: Sendable {
  public struct Line: Sendable {
    let text: String
    // Not `path`: where there is none, templates would find the card's.
    let link: String?

    /// - Parameter path: where it leads to, such as `tel:` or `geo:`; nil: nowhere.
    public init(_ text: String, path: String? = nil) {
      self.text = text
      link = path
    }
  }

  public struct Way: Sendable {
    let text: String
    /// What is heard after it, where several on a page say the same; nil: nothing.
    let about: String?
    let path: String

    public init(_ text: String, about: String? = nil, path: String) {
      self.text = text
      self.about = about
      self.path = path
    }
  }

  let title: String
  let path: String?
  let mark: StatusMark?
  let person: PersonView?
  let lines: [Line]
  let ways: [Way]
  let hasWays: Bool

  /// - Parameters:
  ///   - path: of its own page; nil: it has none.
  ///   - person: whom it is about.
  ///   - ways: what can be done with it, elsewhere.
  public init(
    _ title: String, path: String? = nil, mark: StatusMark? = nil, person: PersonView? = nil,
    lines: [Line] = [], ways: [Way] = []
  ) {
    self.title = title
    self.path = path
    self.mark = mark
    self.person = person
    self.lines = lines
    self.ways = ways
    hasWays = !ways.isEmpty
  }

  /// With all that there can be.
  public static var example: CardView {
    CardView(
      "Litter box", path: "/orders/1", mark: StatusMark(.waiting, "Accepted"), person: .example,
      lines: [.init("1 Cushion Street", path: "geo:0,0?q=1")],
      ways: [.init("Again", about: "Litter box", path: "/orders/new")])
  }
}
