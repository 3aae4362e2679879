public import FoundationEssentials

/// A package was handed to its worker.
///
/// Subject: the order whose package it is, here and in all `package.*` events.
public struct PackageIssued: EventPayload, Hashable {
  public static let type = "package.issued.v1"
  public static let message = PackageResources.package_issued_v1_yaml

  public var package: PackageFacts
  public var issuedAt: Date
  /// The clerk's id: the subject of the token.
  public var clerkID: ExactText

  public init(package: PackageFacts, issuedAt: Date, clerkID: ExactText) {
    self.package = package
    self.issuedAt = issuedAt
    self.clerkID = clerkID
  }

  enum CodingKeys: String, CodingKey {
    case issuedAt = "issued_at"
    case clerkID = "clerk_id"
  }

  // The facts lie at the top level of the JSON object, not in a member of it.
  public init(from decoder: any Decoder) throws {
    package = try PackageFacts(from: decoder)
    let members = try decoder.container(keyedBy: CodingKeys.self)
    issuedAt = try members.decode(Date.self, forKey: .issuedAt)
    clerkID = try members.decode(ExactText.self, forKey: .clerkID)
  }

  public func encode(to encoder: any Encoder) throws {
    try package.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(issuedAt, forKey: .issuedAt)
    try members.encode(clerkID, forKey: .clerkID)
  }
}
