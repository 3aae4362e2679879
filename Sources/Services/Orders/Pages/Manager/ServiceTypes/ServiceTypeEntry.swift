import Contracts
import FoundationEssentials
import ServiceKit

/// A service type as its page has it: every field is text, the packing list has a thing a line, and
/// each characteristic is a field.
enum ServiceTypeEntry {
  static let numbers = ["duration_minutes", "lead_minutes", "horizon_days", "travel_minutes"]
  static let weights = Characteristics.names

  static let form = PageForm(
    [
      PageForm.Field("name", refusedBy: [Problem.nameTaken.slug]),
      PageForm.Field("about", .prose(lines: 4)),
      PageForm.Field("active"), PageForm.Field("packing_list", .prose(lines: 4)),
    ] + (numbers + weights).map { PageForm.Field($0, .wholeNumber) })

  /// What its fields hold of a service type.
  static func values(of type: ServiceType) -> [String: String] {
    var values = [
      "name": type.name, "about": type.description, "active": type.isActive ? "true" : "",
      "packing_list": type.packingList.joined(separator: "\n"),
      "duration_minutes": type.durationMinutes == 0 ? "" : "\(type.durationMinutes)",
      "lead_minutes": "\(type.leadMinutes)", "horizon_days": "\(type.horizonDays)",
      "travel_minutes": "\(type.travelMinutes)",
    ]
    for name in weights { values[name] = "\(type.characteristics[name] ?? 0)" }
    return values
  }

  /// What was sent, as the same form of REST: what is not filled in is empty, or does not matter.
  static func rest(_ form: Form) throws -> Form {
    func typed(_ name: String) -> String { form.value(name)?.string ?? "" }
    func number(_ name: String) -> JSONValue { .number(typed(name).filter { !$0.isWhitespace }) }
    let things = typed("packing_list").split(whereSeparator: \.isNewline)
      .filter { $0.contains { !$0.isWhitespace } }
    var members: [JSONValue.Member] = [
      .init("name", .string(typed("name"))), .init("description", .string(typed("about"))),
      .init("active", .bool(!typed("active").isEmpty)),
      .init("packing_list", .array(things.map { .string(String($0)) })),
    ]
    members += numbers.map { .init($0, typed($0).isEmpty ? .null : number($0)) }
    members.append(
      .init(
        "characteristics",
        .object(weights.compactMap { typed($0).isEmpty ? nil : .init($0, number($0)) })))
    try form.finish()
    return try Form(.object(members))
  }

  /// Reads what was sent; mistakes are told by the fields of the page.
  ///
  /// What weighs nothing is left out: to matching it is the same.
  static func change(_ form: Form) throws -> ServiceTypeChange {
    do {
      var change = try ServiceTypeChange(try rest(form), isNew: true)
      change.edit { $0.characteristics = $0.characteristics.filter { $0.value > 0 } }
      return change
    } catch var problem as Problem {
      problem.errors = problem.errors.map { Mistake(field(at: $0.pointer), $0.reason) }
      throw problem
    }
  }

  /// The page's field that a place in REST's form is in.
  private static func field(at pointer: String) -> String {
    let parts = pointer.split(separator: "/").map(String.init)
    switch parts.first {
    case "characteristics" where parts.count > 1: return "/" + parts[1]
    case "description": return "/about"
    default: return pointer
    }
  }
}
