public import FoundationEssentials

/// A client's whole state after a change of what the client is (not of money paid).
///
/// Subject: the client. A replica applies it only if `version` is newer than its own.
public struct ClientChanged: EventPayload, Hashable {
  public static let type = "client.changed.v1"
  public static let message = PackageResources.client_changed_v1_yaml

  public var id: UUID
  /// HCB's id of its tester.
  public var externalID: ExactText
  public var firstName: String
  public var lastName: String
  public var email: String
  public var phone: String?
  /// The usual place.
  public var place: String?
  /// In which the client wants to read; nil: not told.
  public var language: Language?
  public var active: Bool
  public var version: Int64

  public init(
    id: UUID, externalID: ExactText, firstName: String, lastName: String, email: String,
    phone: String?, place: String?, language: Language?, active: Bool, version: Int64
  ) {
    self.id = id
    self.externalID = externalID
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.phone = phone
    self.place = place
    self.language = language
    self.active = active
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case id
    case externalID = "external_id"
    case firstName = "first_name"
    case lastName = "last_name"
    case email, phone, place, language, active, version
  }
}
