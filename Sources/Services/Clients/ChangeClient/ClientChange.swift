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
    readDetails(form)
    read(form, "active", \.active) { $0.bool($1) }
    try form.finish()
  }

  /// To what a page's form holds, which has all that one may write: what is left blank is none.
  init(toAllOf form: Form) throws {
    self.init()
    readDetails(form, isWhole: true)
    try form.finish()
  }

  init(active: Bool) {
    self.init()
    edit { $0.active = active }
  }

  private mutating func readDetails(_ form: Form, isWhole: Bool = false) {
    read(form, "first_name", \.details.firstName, isRequired: isWhole) {
      $0.text($1, ClientDetails.nameLength)
    }
    read(form, "last_name", \.details.lastName, isRequired: isWhole) {
      $0.text($1, ClientDetails.nameLength)
    }
    read(form, "email", \.details.email, isRequired: isWhole) { $0.email($1) }
    read(form, "phone", \.details.phone, isRequired: isWhole) { $0.optionalPhone($1) }
    read(form, "place", \.details.place, isRequired: isWhole) {
      $0.optionalText($1, ClientDetails.placeLength)
    }
    read(form, "language", \.details.language, isRequired: isWhole) {
      $0.optionalChoice($1, Language.self)
    }
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
