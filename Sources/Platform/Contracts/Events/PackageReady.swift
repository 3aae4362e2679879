public import FoundationEssentials

/// A package lies ready for its worker to collect.
///
/// Subject: the order whose package it is, here and in all `package.*` events.
public struct PackageReady: FlatEvent {
  public static let type = "package.ready.v1"
  public static let message = PackageResources.package_ready_v1_yaml

  public var facts: PackageFacts
  public var told: Told

  public init(_ facts: PackageFacts, _ told: Told) {
    self.facts = facts
    self.told = told
  }

  public struct Told: Codable, Hashable, Sendable {
    public var readyAt: Date
    /// The clerk's id: the subject of the token.
    public var clerkID: ExactText

    public init(readyAt: Date, clerkID: ExactText) {
      self.readyAt = readyAt
      self.clerkID = clerkID
    }

    enum CodingKeys: String, CodingKey {
      case readyAt = "ready_at"
      case clerkID = "clerk_id"
    }
  }
}
