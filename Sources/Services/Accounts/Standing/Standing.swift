import Contracts
import ServiceKit

/// A subject of ours that somebody is, and all that they are as it.
struct Standing: Codable, Hashable, Sendable {
  let subject: ExactText
  /// By name, sorted; those of one standing are one caller's.
  private let roles: [String]

  init(_ subject: ExactText, _ roles: Set<Role>) {
    self.subject = subject
    self.roles = roles.map(\.rawValue).sorted()
  }

  var allRoles: Set<Role> { Set(roles.compactMap(Role.init(rawValue:))) }

  /// Roles of one subject are one standing.
  static func grouped(_ pairs: [Standpoint]) -> [Standing] {
    var order: [ExactText] = []
    var roles: [ExactText: Set<Role>] = [:]
    for pair in pairs {
      if roles[pair.subject] == nil { order.append(pair.subject) }
      roles[pair.subject, default: []].insert(pair.role)
    }
    return order.map { Standing($0, roles[$0] ?? []) }
  }
}

/// What somebody is, and as whom.
struct Standpoint: Hashable, Sendable {
  let role: Role
  let subject: ExactText
}
