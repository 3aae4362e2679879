import ServiceKit

typealias ClientChange = RowChange<Client>

extension ClientChange {
  /// Reads the fields that were sent. `null` clears what is optional.
  ///
  /// - Throws: a 403 problem if somebody but a manager wants to set `active`.
  init(_ form: Form, by caller: Caller) throws {
    if form.contains("active"), !caller.has(.manager) {
      throw Problem.forbidden("forbidden", "Only a manager may set active.")
    }
    self.init()
    read(form, "first_name", \.details.firstName) { $0.text($1, ClientDetails.nameLength) }
    read(form, "last_name", \.details.lastName) { $0.text($1, ClientDetails.nameLength) }
    read(form, "email", \.details.email) { $0.email($1) }
    read(form, "phone", \.details.phone) { $0.optionalPhone($1) }
    read(form, "place", \.details.place) { $0.optionalText($1, ClientDetails.placeLength) }
    read(form, "active", \.active) { $0.bool($1) }
    try form.finish()
  }
}
