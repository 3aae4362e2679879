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
    try Self.check(form, by: caller)
    self.init()
    readContacts(form)
    readDetails(form)
    read(form, "active", \.active) { $0.bool($1) }
    readCharacteristics(form)
    try form.finish()
  }

  /// To what a page's form holds, which has all that its reader may write there: what is left blank is
  /// none.
  ///
  /// - Throws: the same.
  init(toAllOf form: Form, by caller: Caller) throws {
    try Self.check(form, by: caller)
    self.init()
    readContacts(form, isWhole: true)
    if caller.has(.manager) { readDetails(form, isWhole: true) }
    try form.finish()
  }

  init(active: Bool) {
    self.init()
    edit { $0.active = active }
  }

  private static func check(_ form: Form, by caller: Caller) throws {
    let reserved = managersFields.filter(form.contains)
    guard reserved.isEmpty || caller.has(.manager) else {
      let names = reserved.joined(separator: ", ")
      throw Problem.forbidden("forbidden", "Only a manager may change \(names).")
    }
  }

  private mutating func readContacts(_ form: Form, isWhole: Bool = false) {
    read(form, "email", \.details.email, isRequired: isWhole) { $0.email($1) }
    read(form, "phone", \.details.phone, isRequired: isWhole) { $0.phone($1) }
    read(form, "language", \.details.language, isRequired: isWhole) {
      $0.optionalChoice($1, Language.self)
    }
  }

  private mutating func readDetails(_ form: Form, isWhole: Bool = false) {
    read(form, "name", \.details.name, isRequired: isWhole) {
      $0.text($1, WorkerDetails.nameLength)
    }
    read(form, "age", \.details.age, isRequired: isWhole) { $0.int($1, WorkerDetails.ageRange) }
    read(form, "breed", \.details.breed, isRequired: isWhole) {
      $0.text($1, WorkerDetails.breedLength)
    }
    read(form, "coat_colour", \.details.coatColour, isRequired: isWhole) {
      $0.text($1, WorkerDetails.coatColourLength)
    }
  }

  private mutating func readCharacteristics(_ form: Form) {
    guard form.contains("code") || form.contains("characteristics") else { return }
    let change = CharacteristicsChange(form)
    edit { $0.details.characteristics = change.applied(to: $0.details.characteristics) }
  }
}
