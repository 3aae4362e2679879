public import FoundationEssentials

/// The last thing that a clerk did with a package was wrong, and does not count.
///
/// Subject: the order whose package it is, here and in all `package.*` events.
public struct PackageTakenBack: EventPayload, Hashable {
  public static let type = "package.taken_back.v1"
  public static let message = PackageResources.package_taken_back_v1_yaml

  public var package: PackageFacts
  public var takenBackAt: Date
  /// The clerk's id: the subject of the token.
  public var clerkID: ExactText
  /// What does not count; nil: `issued`, as the first versions of packing told of nothing else.
  public var step: Step?

  /// What a clerk may take back.
  public enum Step: String, Codable, CaseIterable, Sendable {
    /// It is still to be packed.
    case ready
    /// It is still here, ready.
    case issued
    /// It is still packed, although its order has ended.
    case unpacked
  }

  public init(package: PackageFacts, takenBackAt: Date, clerkID: ExactText, step: Step?) {
    self.package = package
    self.takenBackAt = takenBackAt
    self.clerkID = clerkID
    self.step = step
  }

  enum CodingKeys: String, CodingKey {
    case step
    case takenBackAt = "taken_back_at"
    case clerkID = "clerk_id"
  }

  // The facts lie at the top level of the JSON object, not in a member of it.
  public init(from decoder: any Decoder) throws {
    package = try PackageFacts(from: decoder)
    let members = try decoder.container(keyedBy: CodingKeys.self)
    takenBackAt = try members.decode(Date.self, forKey: .takenBackAt)
    clerkID = try members.decode(ExactText.self, forKey: .clerkID)
    step = try members.decodeIfPresent(Step.self, forKey: .step)
  }

  public func encode(to encoder: any Encoder) throws {
    try package.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(takenBackAt, forKey: .takenBackAt)
    try members.encode(clerkID, forKey: .clerkID)
    try members.encodeIfPresent(step, forKey: .step)
  }
}
