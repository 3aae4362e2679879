import Contracts
import ServiceKit

/// An OpenID provider as it is configured: who it is, what we are to it, and whom its users may be
/// here.
struct Provider: Sendable {
  /// As addresses and settings name it.
  let id: ExactText
  /// What `iss` has to be, byte by byte.
  let issuer: ExactText
  /// Where it describes itself.
  var discoveryURL: String
  let clientID: ExactText
  /// nil: this client has none, and proves itself by PKCE alone.
  var clientSecret: String?
  var authMethod = AuthMethod.basic
  var scopes = "openid profile email"
  /// What people call it.
  let name: String
  var roles: RoleRule
  /// The roles that it may ever give, whatever it claims.
  var may: Set<Role>
  var subject = SubjectRule.sub
  /// Whether its e-mail addresses are verified even if it does not say so.
  var trustsEmail = false

  /// How a client proves itself where codes become tokens (OpenID Connect Core 1.0, 9).
  enum AuthMethod: String, CaseIterable, Sendable {
    case basic = "client_secret_basic"
    case post = "client_secret_post"
    case none
  }

  init(
    _ id: ExactText, issuer: ExactText, clientID: ExactText, name: String, roles: RoleRule
  ) {
    self.id = id
    self.issuer = issuer
    self.clientID = clientID
    self.name = name
    self.roles = roles
    may = roles.all
    discoveryURL = "\(issuer)/.well-known/openid-configuration"
  }
}

/// By what a provider's users have roles.
enum RoleRule: Sendable {
  /// All of them have that one.
  case all(Role)
  /// By the values of a claim, which is text or a list of texts.
  case claim(ClaimPath, [ExactText: Role])

  /// Those that it can give.
  var all: Set<Role> {
    switch self {
    case .all(let role): [role]
    case .claim(_, let roles): Set(roles.values)
    }
  }

  func roles(in claims: JSONValue) -> Set<Role> {
    switch self {
    case .all(let role): [role]
    case .claim(let path, let roles): Set(path.texts(in: claims).compactMap { roles[$0] })
    }
  }
}

/// By what a provider's user is somebody here.
enum SubjectRule: Sendable, Hashable {
  /// `sub` itself.
  case sub
  case claim(ClaimPath)
  /// A verified address, by which a person is found once.
  case email
}

/// Where a claim is, from the outside in.
struct ClaimPath: Sendable, Hashable {
  let names: [ExactText]

  /// - Parameter text: names with dots between them, such as `realm_access.roles`.
  init(_ text: String) {
    names = text.split(separator: ".").map { ExactText(String($0)) }
  }

  var text: String { names.map(\.text).joined(separator: ".") }

  func value(in claims: JSONValue) -> JSONValue? {
    names.reduce(claims) { value, name in value?[name.text] }
  }

  /// The texts that it is, one or several.
  func texts(in claims: JSONValue) -> [ExactText] {
    switch value(in: claims) {
    case .string(let text): [ExactText(text)]
    case .array(let items): items.compactMap { $0.string.map { ExactText($0) } }
    default: []
    }
  }
}
