import Contracts
public import FoundationEssentials

// Objects and arrays inside the body.
extension Form {
  /// A nested object; read its fields like this one's, its mistakes come with this form's.
  public func object(_ name: String) -> Form {
    guard let value = value(name), value != .null else {
      mistake(in: name, .required)
      return placeholder(name)
    }
    return nested(value, "/" + escapedPointer(name))
  }

  public func optionalObject(_ name: String) -> Form? {
    guard let value = value(name), value != .null else { return nil }
    return nested(value, "/" + escapedPointer(name))
  }

  /// An array of objects.
  public func objects(_ name: String, _ count: ClosedRange<Int>) -> [Form] {
    array(name, count).enumerated().map { index, item in
      nested(item, "/\(escapedPointer(name))/\(index)")
    }
  }

  /// An array of texts, each as `text` reads it.
  public func texts(
    _ name: String, _ count: ClosedRange<Int>, _ length: ClosedRange<Int>
  ) -> [String] {
    array(name, count).enumerated().compactMap { index, item in
      item.asText(length).orMistake(in: self, at: "/\(escapedPointer(name))/\(index)")
    }
  }

  /// An array of ids; the zero one stands for each that is a mistake.
  public func uuids(_ name: String, _ count: ClosedRange<Int>) -> [UUID] {
    array(name, count).enumerated().map { index, item in
      item.asUUID().orMistake(in: self, at: "/\(escapedPointer(name))/\(index)") ?? .zero
    }
  }

  /// An object of names and whole numbers, such as characteristics; every name must be known.
  public func numbers(
    _ name: String, names: [String], _ range: ClosedRange<Int>
  ) -> [String: Int] {
    let form = object(name)
    let known = Set(names.map { ExactText($0) })
    var numbers: [String: Int] = [:]
    for member in form.readAll() {
      let name = member.name.text
      guard known.contains(member.name) else {
        form.mistake(in: name, .unknown)
        continue
      }
      numbers[name] = form.settle(member.value.asInt(range), name)
    }
    return numbers
  }

  private func array(_ name: String, _ count: ClosedRange<Int>) -> [JSONValue] {
    guard let value = value(name), value != .null else {
      if count.lowerBound > 0 { mistake(in: name, .required) }
      return []
    }
    guard case .array(let items) = value else {
      mistake(in: name, .noArray)
      return []
    }
    if !count.contains(items.count) { mistake(in: name, .itemCount(items.count, not: count)) }
    // Of those that are too many nothing is said: a body may have any number of them.
    return Array(items.prefix(count.upperBound))
  }

  private func nested(_ value: JSONValue, _ relative: String) -> Form {
    guard case .object(let members) = value else {
      mistake(at: relative, .noObject)
      return placeholder(relative)
    }
    return inner(members, relative)
  }

  private func placeholder(_ relative: String) -> Form {
    Form(members: [], pointer: pointer + relative, report: report, isPlaceholder: true)
  }
}
