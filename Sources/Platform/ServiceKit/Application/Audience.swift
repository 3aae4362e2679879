/// Who may know that there is a service.
public enum Audience: Sendable, Hashable {
  case everybody
  /// Who has one of these roles, and still has once the service has admitted them.
  ///
  /// For everybody else each path of the service is one that does not exist, and no document, link
  /// or answer of other services names it.
  case roles(Set<Role>)

  var isEverybody: Bool { self == .everybody }
}
