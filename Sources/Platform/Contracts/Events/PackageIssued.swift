public import FoundationEssentials

/// A package was issued to its worker.
///
/// Subject: the order whose package it is, here and in all `package.*` events.
public struct PackageIssued: FlatEvent {
  public static let type = "package.issued.v1"
  public static let message = PackageResources.package_issued_v1_yaml

  public var facts: PackageFacts
  public var told: Told

  public init(_ facts: PackageFacts, _ told: Told) {
    self.facts = facts
    self.told = told
  }

  public struct Told: Codable, Hashable, Sendable {
    public var issuedAt: Date
    /// The clerk's id: the subject of the token.
    public var clerkID: ExactText

    public init(issuedAt: Date, clerkID: ExactText) {
      self.issuedAt = issuedAt
      self.clerkID = clerkID
    }

    enum CodingKeys: String, CodingKey {
      case issuedAt = "issued_at"
      case clerkID = "clerk_id"
    }
  }
}
