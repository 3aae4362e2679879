public import FoundationEssentials

/// The last "issued" was wrong: the package is still here, ready.
///
/// Subject: the order whose package it is, here and in all `package.*` events.
public struct PackageTakenBack: EventPayload, Hashable {
  public static let type = "package.taken_back.v1"

  public var package: PackageFacts
  public var takenBackAt: Date
  /// The clerk's id: the subject of the token.
  public var clerkID: String

  public init(package: PackageFacts, takenBackAt: Date, clerkID: String) {
    self.package = package
    self.takenBackAt = takenBackAt
    self.clerkID = clerkID
  }

  enum CodingKeys: String, CodingKey {
    case takenBackAt = "taken_back_at"
    case clerkID = "clerk_id"
  }

  // The facts lie at the top level of the JSON object, not in a member of it.
  public init(from decoder: any Decoder) throws {
    package = try PackageFacts(from: decoder)
    let members = try decoder.container(keyedBy: CodingKeys.self)
    takenBackAt = try members.decode(Date.self, forKey: .takenBackAt)
    clerkID = try members.decode(String.self, forKey: .clerkID)
  }

  public func encode(to encoder: any Encoder) throws {
    try package.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(takenBackAt, forKey: .takenBackAt)
    try members.encode(clerkID, forKey: .clerkID)
  }
}
