import Contracts
import ServiceKit

typealias WorkerChange = RowChange<Worker>

extension WorkerChange {
  /// A worker itself may change its e-mail, phone and language only.
  private static let managersFields = [
    "name", "age", "breed", "coat_colour", "code", "characteristics", "active",
  ]

  /// Reads the fields that were sent.
  ///
  /// - Throws: a 403 problem if a worker wants to change what only a manager may.
  init(_ form: Form, by caller: Caller) throws {
    let reserved = Self.managersFields.filter(form.contains)
    guard reserved.isEmpty || caller.has(.manager) else {
      let names = reserved.joined(separator: ", ")
      throw Problem.forbidden("forbidden", "Only a manager may change \(names).")
    }
    self.init()
    read(form, "name", \.details.name) { $0.text($1, WorkerDetails.nameLength) }
    read(form, "email", \.details.email) { $0.email($1) }
    read(form, "phone", \.details.phone) { $0.phone($1) }
    read(form, "language", \.details.language) { $0.optionalChoice($1, Language.self) }
    read(form, "age", \.details.age) { $0.int($1, WorkerDetails.ageRange) }
    read(form, "breed", \.details.breed) { $0.text($1, WorkerDetails.breedLength) }
    read(form, "coat_colour", \.details.coatColour) {
      $0.text($1, WorkerDetails.coatColourLength)
    }
    read(form, "active", \.active) { $0.bool($1) }
    readCharacteristics(form)
    try form.finish()
  }

  private mutating func readCharacteristics(_ form: Form) {
    guard form.contains("code") || form.contains("characteristics") else { return }
    let change = CharacteristicsChange(form)
    edit { $0.details.characteristics = change.applied(to: $0.details.characteristics) }
  }
}
