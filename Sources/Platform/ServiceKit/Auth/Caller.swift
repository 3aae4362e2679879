public import Contracts

/// What a caller may be. A token's `roles` claim names them.
public enum Role: String, Sendable, Hashable, CaseIterable {
  case client, worker, manager, clerk, hcb, contractor
}

/// Who calls, as a verified access token says.
public struct Caller: Sendable, Hashable {
  /// The token's `sub`: HCB's id for a client, the id here for a worker, manager or clerk.
  public var subject: ExactText
  public var roles: Set<Role>
  public var name: String?
  public var givenName: String?
  public var familyName: String?
  public var email: String?
  public var phone: String?

  public init(
    subject: String, roles: Set<Role>, name: String? = nil, givenName: String? = nil,
    familyName: String? = nil, email: String? = nil, phone: String? = nil
  ) {
    self.subject = ExactText(subject)
    self.roles = roles
    self.name = name
    self.givenName = givenName
    self.familyName = familyName
    self.email = email
    self.phone = phone
  }

  public func has(_ role: Role) -> Bool { roles.contains(role) }

  /// Tells callers apart where their acts are remembered, as idempotency does.
  ///
  /// Roles are part of it: HCB's ids and ours may coincide.
  public var id: ExactText {
    "\(roles.map(\.rawValue).sorted().joined(separator: "+")):\(subject)"
  }
}
