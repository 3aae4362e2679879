public import FoundationEssentials

/// A package lies ready for its worker to collect.
///
/// Subject: the order whose package it is, here and in all `package.*` events.
public struct PackageReady: EventPayload, Hashable {
  public static let type = "package.ready.v1"
  public static let message = PackageResources.package_ready_v1_yaml

  public var package: PackageFacts
  public var readyAt: Date
  /// The clerk's id: the subject of the token.
  public var clerkID: ExactText

  public init(package: PackageFacts, readyAt: Date, clerkID: ExactText) {
    self.package = package
    self.readyAt = readyAt
    self.clerkID = clerkID
  }

  enum CodingKeys: String, CodingKey {
    case readyAt = "ready_at"
    case clerkID = "clerk_id"
  }

  // The facts lie at the top level of the JSON object, not in a member of it.
  public init(from decoder: any Decoder) throws {
    package = try PackageFacts(from: decoder)
    let members = try decoder.container(keyedBy: CodingKeys.self)
    readyAt = try members.decode(Date.self, forKey: .readyAt)
    clerkID = try members.decode(ExactText.self, forKey: .clerkID)
  }

  public func encode(to encoder: any Encoder) throws {
    try package.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(readyAt, forKey: .readyAt)
    try members.encode(clerkID, forKey: .clerkID)
  }
}
