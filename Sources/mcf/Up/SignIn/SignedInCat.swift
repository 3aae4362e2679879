import Contracts
import ServiceKit

/// Who has signed in at the local provider, and what it tells of them.
struct SignedInCat: Sendable {
  let role: Role
  let subject: ExactText
  let name: String?

  /// As claims (OpenID Connect Core 1.0, 5.1).
  var claims: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("sub", .string(subject.text)), .init("roles", [.string(role.rawValue)]),
    ]
    for (claim, value) in role == .client ? client : [("name", name)] {
      if let value { members.append(.init(claim, .string(value))) }
    }
    if role == .client { members.append(.init("email_verified", true)) }
    return members
  }

  /// What HCB knows of its testers; of who is none of the demo's, so much that they can register.
  private var client: [(String, String?)] {
    let known = DemoCats.clients.first { ExactText($0.externalID) == subject }
    return [
      ("given_name", known?.firstName ?? "New"), ("family_name", known?.lastName ?? "Cat"),
      ("email", known?.email ?? newAddress), ("phone_number", known?.phone),
    ]
  }

  private var newAddress: String {
    "\(String(subject.text.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }))"
      + "@happycatbox.example"
  }
}
