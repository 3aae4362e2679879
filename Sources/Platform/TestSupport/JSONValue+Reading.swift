import Contracts
public import ServiceKit

extension JSONValue {
  /// The item at an index, if this is an array and has one.
  public subscript(_ index: Int) -> JSONValue? {
    guard let items = array, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// The names of an object's members; none of anything else.
  public var names: Set<String> {
    guard case .object(let members) = self else { return [] }
    return Set(members.map(\.name.text))
  }

  /// The same with the members of each object sorted: objects that differ in no more than their
  /// order are then equal.
  public var sorted: JSONValue {
    switch self {
    case .array(let items): .array(items.map(\.sorted))
    case .object(let members):
      .object(
        members.map { Member($0.name.text, $0.value.sorted) }.sorted { $0.name < $1.name })
    default: self
    }
  }
}
