import ServiceKit

/// What a PATCH wants to be otherwise.
struct ManagerChange: Sendable {
  private let name: String?
  private let email: String?
  private let active: Bool?

  /// Reads the fields that were sent.
  init(_ form: Form) throws {
    name = form.contains("name") ? form.text("name", Manager.nameLength) : nil
    email = form.contains("email") ? form.email() : nil
    active = form.contains("active") ? form.bool("active") : nil
    try form.finish()
  }

  /// The manager afterwards: one version later if anything differs, else as it was.
  func applied(to manager: Manager) -> Manager {
    var changed = manager
    changed.name = name ?? manager.name
    changed.email = email ?? manager.email
    changed.active = active ?? manager.active
    if changed != manager { changed.version += 1 }
    return changed
  }
}
