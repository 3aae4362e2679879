public import FoundationEssentials

/// The last thing that a clerk did with a package was wrong, and does not count.
///
/// Subject: the order whose package it is, here and in all `package.*` events.
public struct PackageTakenBack: FlatEvent {
  public static let type = "package.taken_back.v1"
  public static let message = PackageResources.package_taken_back_v1_yaml

  public var facts: PackageFacts
  public var told: Told

  public init(_ facts: PackageFacts, _ told: Told) {
    self.facts = facts
    self.told = told
  }

  public struct Told: Codable, Hashable, Sendable {
    public var takenBackAt: Date
    /// The clerk's id: the subject of the token.
    public var clerkID: ExactText
    /// What does not count; nil: `issued`, as the first versions of packing told of nothing else.
    public var step: Step?

    public init(takenBackAt: Date, clerkID: ExactText, step: Step?) {
      self.takenBackAt = takenBackAt
      self.clerkID = clerkID
      self.step = step
    }

    enum CodingKeys: String, CodingKey {
      case step
      case takenBackAt = "taken_back_at"
      case clerkID = "clerk_id"
    }
  }

  /// What a clerk may take back.
  public enum Step: String, Codable, CaseIterable, Sendable {
    /// It is still to be packed.
    case ready
    /// It is still here, ready.
    case issued
    /// It is still packed, although its order has ended.
    case unpacked
  }
}
