public import Contracts
public import FoundationEssentials

/// Who is signed in to pages, as the service `accounts` says to all others in a cookie.
///
/// It is MCF's own, whoever proved who that is, and no access token: the API refuses it, as pages
/// refuse access tokens.
public struct SessionToken: Sendable, Hashable {
  /// The session, which outlives its tokens.
  public let session: UUID
  /// Whose it is, with what pages need of them: of who is no client, neither e-mail nor phone.
  public let caller: Caller
  /// In which they read; nil: they have not said.
  public let language: Language?
  /// By which the session's forms are known: it stays while tokens are renewed.
  public let formKey: String
  public let issuedAt: Date
  public let expiresAt: Date

  /// - Parameters:
  ///   - caller: of whom names are cut to what a token carries.
  ///   - formKey: random, at most 64 characters of base64url.
  ///   - issuedAt: and `expiresAt`: in whole seconds.
  public init(
    session: UUID, caller: Caller, language: Language?, formKey: String, issuedAt: Date,
    expiresAt: Date
  ) {
    self.session = session
    self.caller = caller.onPages
    self.language = language
    self.formKey = formKey
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
  }

  /// What the header's `typ` is.
  static let type = "mcf-session+jwt"
  public static let audience = "mcf-pages"

  /// Who issues the tokens of a site: its public URL and where people sign in there.
  public static func issuer(of publicURL: String) -> String { publicURL + Address.signIn.path }

  /// The most bytes that a token has: cookies of one host share what a request's head may be.
  public static let maxBytes = 2_000

  /// The longest that a token may be good for, in seconds, whoever has signed it.
  static let longest: TimeInterval = 86_400

  public struct TooLong: Error {}
}

extension Caller {
  /// At most so many characters of each name are shown.
  static let nameLength = 100

  /// A caller as session tokens have them.
  fileprivate var onPages: Caller {
    let isClient = has(.client)
    return Caller(
      subject: subject.text, roles: roles, name: name, givenName: givenName,
      familyName: familyName, email: isClient ? email : nil, phone: isClient ? phone : nil
    ).named(within: Self.nameLength)
  }

  /// The same with names of at most so many characters.
  func named(within length: Int) -> Caller {
    var caller = self
    caller.name = name.map { String($0.prefix(length)) }
    caller.givenName = givenName.map { String($0.prefix(length)) }
    caller.familyName = familyName.map { String($0.prefix(length)) }
    // Their full name says nothing besides: reading puts it together again.
    if givenName != nil, familyName != nil { caller.name = nil }
    return caller
  }

  /// What to call them: in full, as far as it is known.
  public var fullName: String? {
    if let name { return name }
    let parts = [givenName, familyName].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
