import Contracts
import ServiceKit

extension JSONValue {
  /// An object of those members that have a value.
  init(having members: (String, JSONValue?)...) {
    self = .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }

  /// This and another in one: members of both objects, items of equally long arrays in pairs. Where
  /// both say something, this is what counts.
  func merging(_ other: JSONValue) -> JSONValue {
    switch (self, other) {
    case (.object(let members), .object(let others)):
      let own = members.map { member in
        let twin = other[member.name.text]
        return Member(member.name.text, twin.map(member.value.merging) ?? member.value)
      }
      return .object(own + others.filter { self[$0.name.text] == nil })
    case (.array(let items), .array(let others)) where items.count == others.count:
      return .array(zip(items, others).map { $0.merging($1) })
    default: return self
    }
  }

  /// Where another says something else, as JSON pointers; none if they are the same.
  func differences(from other: JSONValue, at pointer: String = "") -> [String] {
    switch (self, other) {
    case (.object(let members), .object(let others)):
      let names = members.map(\.name) + others.map(\.name).filter { self[$0.text] == nil }
      return names.flatMap { name in
        let place = "\(pointer)/\(escapedPointer(name.text))"
        guard let mine = self[name.text], let theirs = other[name.text] else { return [place] }
        return mine.differences(from: theirs, at: place)
      }
    case (.array(let items), .array(let others)) where items.count == others.count:
      return zip(items, others).enumerated().flatMap { index, pair in
        pair.0.differences(from: pair.1, at: "\(pointer)/\(index)")
      }
    default: return self == other ? [] : [pointer]
    }
  }
}
