import Contracts
import FoundationEssentials
import ServiceKit

/// Finds whom a provider's user is here, of what the provider claims, what was linked before and who
/// has that e-mail address.
///
/// It is decided once, at sign-in: a provider is never asked twice about who somebody is.
struct Identification: Sendable {
  let provider: Provider
  let claims: JSONValue

  /// Where a link comes from.
  enum Origin: String, Sendable {
    case claim, email
  }

  /// Somebody found, and where from; nil: nothing is to be kept of it.
  struct Finding: Hashable, Sendable {
    let standpoint: Standpoint
    let origin: Origin?
  }

  /// The roles that the provider gives and may give.
  var roles: [Role] {
    let given = provider.roles.roles(in: claims).intersection(provider.may)
    return Role.ofCats.filter(given.contains)
  }

  /// Claims that are needed and not there, in the ID token alone that is: the provider may tell them
  /// when it is asked.
  var lacksClaims: Bool {
    var needed: [ClaimPath] = []
    if case .claim(let path, _) = provider.roles { needed.append(path) }
    if case .claim(let path) = provider.subject { needed.append(path) }
    // Without an address a client cannot be registered.
    if provider.subject == .email || provider.may.contains(.client) {
      needed.append(ClaimPath("email"))
    }
    if provider.subject == .email, !provider.trustsEmail {
      needed.append(ClaimPath("email_verified"))
    }
    return needed.contains { $0.value(in: claims) == nil }
  }

  /// The address, if the provider stands up for it.
  var verifiedEmail: String? {
    switch claims["email_verified"] {
    case .bool(true), .string("true"): email
    // What it says counts more than what we think of it.
    case nil: provider.trustsEmail ? email : nil
    default: nil
    }
  }

  var email: String? {
    guard let email = claims["email"]?.string, (3...254).contains(email.utf8.count) else {
      return nil
    }
    return email
  }

  /// Who they are in that role.
  ///
  /// - Parameters:
  ///   - links: what was found before.
  ///   - people: who is active and has the verified address.
  func finding(
    as role: Role, links: [Standpoint], people: [KnownPerson]
  ) -> Result<Finding, StrangerReason> {
    if let claimed { return claimed(role) }
    if let link = links.first(where: { $0.role == role }) {
      return .success(Finding(standpoint: link, origin: nil))
    }
    guard provider.subject == .email else { return .failure(StrangerReason(.claim)) }
    guard email != nil else { return .failure(StrangerReason(.noEmail)) }
    guard verifiedEmail != nil else { return .failure(StrangerReason(.unverified)) }
    let found = people.filter { $0.role == role }
    guard let one = found.first else { return .failure(StrangerReason(.nobody)) }
    guard found.count == 1 else { return .failure(StrangerReason(.several)) }
    return .success(
      Finding(standpoint: Standpoint(role: role, subject: one.subject), origin: .email))
  }

  /// By a claim that says it; nil: none does.
  private var claimed: ((Role) -> Result<Finding, StrangerReason>)? {
    let text: ExactText?
    let origin: Origin?
    switch provider.subject {
    case .sub: (text, origin) = (claims.exact("sub"), nil)
    case .claim(let path): (text, origin) = (path.texts(in: claims).first, .claim)
    case .email: return nil
    }
    guard let text, text.isSubject else { return nil }
    return { role in
      // Our own ids are written in lower case, however a directory writes them; HCB's are its own.
      let id = role == .client ? nil : UUID(uuidString: text.text)
      let subject = id.map { ExactText($0.wire) } ?? text
      return .success(Finding(standpoint: Standpoint(role: role, subject: subject), origin: origin))
    }
  }
}

/// Why somebody is nobody here.
struct StrangerReason: Error, Hashable {
  let reason: Stranger.Reason

  init(_ reason: Stranger.Reason) { self.reason = reason }
}

extension Identification {
  /// All that they are here.
  ///
  /// - Parameters:
  ///   - known: those of them whom registers have told of.
  /// - Throws: `notRegistered` if that is nothing, with the reason for the first role.
  func standings(
    _ findings: [Result<Finding, StrangerReason>], known: [KnownPerson]
  ) throws(SignInFault) -> [Standing] {
    var reason = Stranger.Reason.role
    var all: [Standpoint] = []
    for finding in findings.reversed() {
      switch finding {
      case .failure(let failure): reason = failure.reason
      case .success(let finding) where isLeft(finding.standpoint, known): reason = .inactive
      case .success(let finding): all.insert(finding.standpoint, at: 0)
      }
    }
    guard all.isEmpty else { return Standing.grouped(all) }
    throw .notRegistered(Stranger(provider: provider.id, reason: reason, address: email))
  }

  /// Whether a register has told that they have left. A client who has left may still look at what
  /// there was.
  private func isLeft(_ standpoint: Standpoint, _ known: [KnownPerson]) -> Bool {
    standpoint.role != .client
      && known.contains { $0.standpoint == standpoint && !$0.isActive }
  }
}
