import ServiceKit

/// What a PATCH wants to be otherwise.
struct ClientChange: Sendable {
  private var edits: [@Sendable (inout Client) -> Void] = []

  /// Reads the fields that were sent. `null` clears what is optional.
  ///
  /// - Throws: a 403 problem if somebody but a manager wants to set `active`.
  init(_ form: Form, by caller: Caller) throws {
    if form.contains("active"), !caller.has(.manager) {
      throw Problem.forbidden("forbidden", "Only a manager may set active.")
    }
    read(form, "first_name", \.details.firstName) { $0.text($1, ClientDetails.nameLength) }
    read(form, "last_name", \.details.lastName) { $0.text($1, ClientDetails.nameLength) }
    read(form, "email", \.details.email) { $0.email($1) }
    read(form, "phone", \.details.phone) { $0.optionalPhone($1) }
    read(form, "place", \.details.place) { $0.optionalText($1, ClientDetails.placeLength) }
    read(form, "active", \.active) { $0.bool($1) }
    try form.finish()
  }

  private mutating func read<Value: Sendable>(
    _ form: Form, _ name: String, _ field: any WritableKeyPath<Client, Value> & Sendable,
    _ reader: (Form, String) -> Value
  ) {
    guard form.contains(name) else { return }
    let value = reader(form, name)
    edits.append { $0[keyPath: field] = value }
  }

  /// The client afterwards: one version later if anything differs, else as it was.
  func applied(to client: Client) -> Client {
    var changed = client
    for edit in edits { edit(&changed) }
    if changed != client { changed.version += 1 }
    return changed
  }
}
