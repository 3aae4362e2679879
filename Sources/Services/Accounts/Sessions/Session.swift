import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Somebody who is signed in, in one browser. Tokens come and go with it; it is told apart by a secret
/// that this service alone reads.
struct Session: Sendable {
  let id: UUID
  let provider: ExactText
  let providerSub: ExactText
  /// Who it is; nil: they have not chosen yet.
  var chosen: Standing?
  /// All that they may be.
  let standings: [Standing]
  let profile: Profile
  let formKey: String
  let browser: String
  let createdAt: Date
  let seenAt: Date
  let expiresAt: Date
  let endedAt: Date?

  static let columns = """
    id, provider, provider_sub, subject, roles, standings, person, form_key, browser, created_at,
    seen_at, expires_at, ended_at
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    provider = try row.next()
    providerSub = try row.next()
    let subject: ExactText? = try row.next()
    let roles: [String] = try row.next()
    chosen = subject.map { Standing($0, Set(roles.compactMap(Role.init(rawValue:)))) }
    standings = try row.next(as: JSON<[Standing]>.self).value
    profile = try row.next(as: JSON<Profile>.self).value
    formKey = try row.next()
    browser = try row.next()
    createdAt = try row.next()
    seenAt = try row.next()
    expiresAt = try row.next()
    endedAt = try row.next()
  }

  /// Why a session is over.
  enum End: String, CaseIterable, Sendable {
    case signedOut = "signed_out"
    case providerLogout = "provider_logout"
    case expired
    case deactivated
    case endedByPerson = "ended_by_person"
  }
}

/// What pages call somebody, and what registering a client needs.
struct Profile: Codable, Hashable, Sendable {
  var name: String?
  var givenName: String?
  var familyName: String?
  var email: String?
  var phone: String?
  var language: String?

  enum CodingKeys: String, CodingKey {
    case name, email
    case givenName = "given_name"
    case familyName = "family_name"
    case phone = "phone_number"
    case language = "lang"
  }

  /// As the provider calls them; where it does not, as the register does.
  ///
  /// - Parameter language: of the browser, for who has not said it anywhere.
  init(_ claims: JSONValue, known: KnownPerson?, language: Language) {
    func text(_ claim: String, _ most: Int) -> String? {
      claims[claim]?.string.map { String($0.prefix(most)) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    // Those are not cut, but left out: a part of them leads elsewhere, and tokens have no room.
    func whole(_ claim: String, _ most: Int) -> String? {
      claims[claim]?.string.flatMap { (1...most).contains($0.utf8.count) ? $0 : nil }
    }
    name = text("name", 200)
    givenName = text("given_name", 100)
    familyName = text("family_name", 100)
    if name == nil, givenName == nil { name = known?.name }
    email = whole("email", 254)
    phone = whole("phone_number", 40)
    let locale = claims["locale"]?.string.flatMap { Language(rawValue: String($0.prefix(2))) }
    self.language = (known?.language ?? locale ?? language).rawValue
  }
}

/// How long sessions last.
struct SessionLife: Sendable {
  /// In seconds.
  var longest: TimeInterval = 30 * 86_400
  /// Of who may change other cats' things.
  var staff: TimeInterval = 12 * 3_600
  /// Without a sign of life.
  var idle: TimeInterval = 14 * 86_400
  /// A token's, which may outlive its session by that at most.
  var token: TimeInterval = 3_600

  func expiry(of standings: [Standing], from now: Date) -> Date {
    let roles = standings.reduce(into: Set<Role>()) { $0.formUnion($1.allRoles) }
    let isStaff = !roles.isDisjoint(with: [.manager, .clerk])
    return now.addingTimeInterval(isStaff ? min(staff, longest) : longest)
  }

  func isLive(_ session: Session, at now: Date) -> Bool {
    session.endedAt == nil && now < session.expiresAt
      && now < session.seenAt.addingTimeInterval(idle)
  }

  /// Until when a token of the session is good that is made now; in whole seconds, as tokens say it.
  func tokenExpiry(of session: Session, at now: Date) -> Date {
    let end = min(now.addingTimeInterval(token), session.expiresAt)
    return Date(timeIntervalSince1970: end.timeIntervalSince1970.rounded(.down))
  }
}
