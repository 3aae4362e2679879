import ServiceKit

/// What a PATCH wants to be otherwise.
struct WorkerChange: Sendable {
  private var edits: [@Sendable (inout Worker) -> Void] = []

  /// A worker itself may change its e-mail and phone only.
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
    read(form, "name", \.details.name) { $0.text($1, WorkerDetails.nameLength) }
    read(form, "email", \.details.email) { $0.email($1) }
    read(form, "phone", \.details.phone) { $0.phone($1) }
    read(form, "age", \.details.age) { $0.int($1, WorkerDetails.ageRange) }
    read(form, "breed", \.details.breed) { $0.text($1, WorkerDetails.breedLength) }
    read(form, "coat_colour", \.details.coatColour) {
      $0.text($1, WorkerDetails.coatColourLength)
    }
    read(form, "active", \.active) { $0.bool($1) }
    readCharacteristics(form)
    try form.finish()
  }

  private mutating func read<Value: Sendable>(
    _ form: Form, _ name: String, _ field: any WritableKeyPath<Worker, Value> & Sendable,
    _ reader: (Form, String) -> Value
  ) {
    guard form.contains(name) else { return }
    let value = reader(form, name)
    edits.append { $0[keyPath: field] = value }
  }

  private mutating func readCharacteristics(_ form: Form) {
    guard form.contains("code") || form.contains("characteristics") else { return }
    let change = CharacteristicsChange(form)
    edits.append { $0.details.characteristics = change.applied(to: $0.details.characteristics) }
  }

  /// The worker afterwards: one version later if anything differs, else as it was.
  func applied(to worker: Worker) -> Worker {
    var changed = worker
    for edit in edits { edit(&changed) }
    if changed != worker { changed.version += 1 }
    return changed
  }
}
