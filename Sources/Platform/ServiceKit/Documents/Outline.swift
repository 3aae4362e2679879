import Contracts

/// A schema as lines: a member each, those of members below them, references as links.
enum Outline {
  struct Line {
    let indent: String
    let name: String?
    let text: String?
    /// The anchor of what is referred to, and its name.
    let link: String?
    let target: String?
  }

  static func lines(of value: JSONValue?) -> [Line] {
    value.map { lines(named: nil, $0, depth: 0) } ?? []
  }

  /// Where a component stands.
  static func anchor(_ reference: String) -> String {
    String(reference.drop { $0 == "#" || $0 == "/" }).replacing("components/", with: "")
      .replacing("/", with: "-")
  }

  private static func lines(
    named name: String?, _ value: JSONValue, depth: Int
  ) -> [Line] {
    let indent = String(repeating: "  ", count: depth)
    func line(_ text: String?, link: String? = nil, target: String? = nil) -> Line {
      Line(indent: indent, name: name, text: text, link: link, target: target)
    }
    let inner = name == nil ? depth : depth + 1
    let head = name == nil ? [] : [line(nil)]
    switch value {
    case .object(let members):
      if members.count == 1, let reference = value["$ref"]?.string {
        let target = reference.split(separator: "/").last.map(String.init)
        return [line(nil, link: anchor(reference), target: target)]
      }
      return head + members.flatMap { lines(named: $0.name.text, $0.value, depth: inner) }
    case .array(let items):
      let texts = items.compactMap(\.string)
      if texts.count == items.count { return [line(texts.joined(separator: ", "))] }
      return head + items.flatMap { lines(named: "–", $0, depth: inner) }
    default:
      return [line(value.string ?? "")]
    }
  }
}
