public import FoundationEssentials

/// A manager's whole state after a change.
///
/// Subject: the manager. A replica applies it only if `version` is newer than its own.
public struct ManagerChanged: EventPayload, Hashable {
  public static let type = "manager.changed.v1"
  public static let message = PackageResources.manager_changed_v1_yaml

  public var id: UUID
  public var name: String
  public var email: String
  /// In which the manager wants to read; nil: not told.
  public var language: Language?
  /// One who is not active has lost a manager's rights.
  public var active: Bool
  public var version: Int64

  public init(
    id: UUID, name: String, email: String, language: Language?, active: Bool, version: Int64
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.language = language
    self.active = active
    self.version = version
  }
}
