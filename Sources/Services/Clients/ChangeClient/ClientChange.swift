import Contracts
import ServiceKit

typealias ClientChange = RowChange<Client>

extension ClientChange {
  /// Reads the fields that were sent. `null` clears what is optional.
  ///
  /// - Throws: a 403 problem if somebody wants to change what is not theirs: HCB deactivates and
  ///   pushes everything else, a client changes all but `active`.
  init(_ form: Form, by caller: Caller) throws {
    try Self.check(form, by: caller)
    self.init()
    read(form, "first_name", \.details.firstName) { $0.text($1, ClientDetails.nameLength) }
    read(form, "last_name", \.details.lastName) { $0.text($1, ClientDetails.nameLength) }
    read(form, "email", \.details.email) { $0.email($1) }
    read(form, "phone", \.details.phone) { $0.optionalPhone($1) }
    read(form, "place", \.details.place) { $0.optionalText($1, ClientDetails.placeLength) }
    read(form, "language", \.details.language) { $0.optionalChoice($1, Language.self) }
    read(form, "active", \.active) { $0.bool($1) }
    try form.finish()
  }

  /// Who is several is the one with most rights.
  private static func check(_ form: Form, by caller: Caller) throws {
    if caller.has(.manager) { return }
    if caller.has(.hcb) {
      let details = ["first_name", "last_name", "email", "phone", "place", "language"]
      guard form.value("active") == .bool(false), !details.contains(where: form.contains) else {
        throw Problem.forbidden(
          "forbidden",
          "Happy Cat Box may only set active to false here; POST /api/clients takes the rest.")
      }
    } else if form.contains("active") {
      throw Problem.forbidden("forbidden", "Only a manager may set active.")
    }
  }
}
