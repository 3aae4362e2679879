import Contracts
import ServiceKit

extension JSONValue {
  /// What stands at a place, by the names of members and the indices of items; nil: nothing.
  func at(_ path: some Sequence<String>) -> JSONValue? {
    path.reduce(self as JSONValue?) { value, step in
      guard let items = value?.array else { return value?[step] }
      return Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil }
    }
  }

  /// The same with this at a place among its members; what is on the way and no object gives way.
  func placing(_ value: JSONValue, at path: some Collection<String>) -> JSONValue {
    guard let step = path.first else { return value }
    let inner = (self[step] ?? .object([])).placing(value, at: path.dropFirst())
    let name = ExactText(step)
    guard case .object(var members) = self else { return .object([Member(step, inner)]) }
    if let index = members.firstIndex(where: { $0.name == name }) {
      members[index].value = inner
    } else {
      members.append(Member(step, inner))
    }
    return .object(members)
  }

  /// The same without what stands at a place among its members.
  func removing(_ path: some Collection<String>) -> JSONValue {
    guard let step = path.first, case .object(let members) = self else { return self }
    let name = ExactText(step)
    let rest = path.dropFirst()
    return .object(
      members.compactMap { member in
        if member.name != name { return member }
        return rest.isEmpty ? nil : Member(step, member.value.removing(rest))
      })
  }
}
