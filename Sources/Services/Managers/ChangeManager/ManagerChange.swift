import Contracts
import ServiceKit

typealias ManagerChange = RowChange<Manager>

extension ManagerChange {
  /// Reads the fields that were sent.
  init(_ form: Form) throws {
    self.init()
    read(form, "name", \.name) { $0.text($1, Manager.nameLength) }
    read(form, "email", \.email) { $0.email($1) }
    read(form, "language", \.language) { $0.optionalChoice($1, Language.self) }
    read(form, "active", \.active) { $0.bool($1) }
    try form.finish()
  }

  /// To what a page's form holds, which has all that one may write.
  init(to entry: ManagerEntry) {
    self.init()
    edit { manager in
      manager.name = entry.name
      manager.email = entry.email
      manager.language = entry.language
    }
  }

  init(active: Bool) {
    self.init()
    edit { $0.active = active }
  }
}
