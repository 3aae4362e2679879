import Contracts
import ServiceKit

extension JSONValue {
  /// As people read and write it: what is short on one line, everything else on several.
  var indented: String { indented(by: "", after: 0) }

  private static let longestLine = 100

  /// - Parameter taken: of the line, by what stands before.
  private func indented(by indent: String, after taken: Int) -> String {
    let short = text
    if indent.count + taken + short.count < Self.longestLine { return short }
    let inner = indent + "  "
    func lines(_ open: String, _ items: [String], _ close: String) -> String {
      open + "\n" + items.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)\(close)"
    }
    switch self {
    case .array(let items) where !items.isEmpty:
      return lines("[", items.map { $0.indented(by: inner, after: 1) }, "]")
    case .object(let members) where !members.isEmpty:
      return lines(
        "{",
        members.map { member in
          let name = JSONValue.string(member.name.text).text + ": "
          return name + member.value.indented(by: inner, after: name.count + 1)
        }, "}")
    default: return short
    }
  }
}
