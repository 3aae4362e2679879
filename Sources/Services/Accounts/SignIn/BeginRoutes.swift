import Contracts
import Crypto
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// How somebody comes to a provider.
extension AccountsModule {
  /// `GET /sign-in`: on with a live session, else to the only provider, or to a page of them.
  @Sendable
  func begin(_ visit: PublicVisit) async throws -> Response {
    let (goal, now) = (visit.goal, clock.now())
    if !visit.wantsAnother, let session = try await liveSession(visit.request, at: now) {
      let turns = turns(visit.request, session, to: goal, at: now)
      if let turns, turns.isTooMany { throw Problem.sessionNotKnown(at: goal) }
      var response = try await goingOn(session, to: goal, at: now)
      if let turns {
        let text = turns.text(of: cookies.browser.secret(in: visit.request) ?? Secret())
        response.set([cookies.browser.setting(text, seconds: Self.browserSeconds)])
      }
      return response
    }
    guard configuration.providers.count != 1, !configuration.providers.isEmpty else {
      return try await send(visit, to: configuration.providers.first?.id)
    }
    let query = visit.goingOnQuery
    return visit.page(
      ChooseView(
        ways: configuration.providers.map {
          ChooseView.Way(path: "\(Address.signIn.below($0.id.text))\(query)", name: $0.name)
        }), titleKey: "choose", isTranslated: false)
  }

  /// How often a page has sent somebody back here who has just been given a token; nil: none has.
  ///
  /// What the token says is not proven, and nobody gains by a lie.
  private func turns(
    _ request: Request, _ session: Session, to goal: String, at now: Date
  ) -> Turns? {
    guard let token = cookies.session.value(in: request.headers),
      let claims = JSONValue(unprovenClaimsOf: token), let issued = claims.time("iat"),
      now.timeIntervalSince1970 - issued < Turns.span,
      claims.exact("sid") == ExactText(session.id.wire)
    else { return nil }
    return Turns(
      after: cookies.browser.value(in: request.headers), in: session.id, to: goal, at: now)
  }

  /// `GET /sign-in/{provider}`.
  @Sendable
  func beginThere(_ visit: PublicVisit) async throws -> Response {
    guard let name = visit.context.parameters.get("provider"), lines[ExactText(name)] != nil else {
      throw Problem.notFound
    }
    return try await send(visit, to: ExactText(name))
  }

  /// Keeps the attempt, and sends the browser to the provider with it.
  func send(_ visit: PublicVisit, to id: ExactText?) async throws -> Response {
    guard let line = id.flatMap({ lines[$0] }) else {
      throw Problem(.providerAway("MCF_OIDC_PROVIDERS names none"), provider: nil)
    }
    do {
      return try await send(visit, by: line, returningTo: visit.goal)
    } catch let fault as SignInFault {
      throw problem(fault, of: line.provider, returningTo: visit.goal)
    }
  }

  func send(
    _ visit: PublicVisit, by line: ProviderLine, returningTo goal: String
  ) async throws -> Response {
    let authorization = try await line.description.metadata().authorization
    let (id, state, nonce, verifier) = (UUID.v7(at: clock.now()), Secret(), Secret(), Secret())
    // One for all tabs: a second one must not make the first one's answer a stranger's.
    let browser = cookies.browser.secret(in: visit.request) ?? Secret()
    try await database.execute(
      KeepAttempt(
        id: id, state: state, browser: browser, provider: line.provider.id, nonce: nonce,
        verifier: try seal.seal(verifier.text, Self.verifierColumn, of: id.wire),
        returnTo: goal, now: clock.now()))
    var fields = [
      ("response_type", "code"), ("client_id", line.provider.clientID.text),
      ("redirect_uri", redirectURL(of: line.provider)), ("scope", line.provider.scopes),
      ("state", state.text),
      ("nonce", nonce.text), ("code_challenge", Self.challenge(of: verifier)),
      ("code_challenge_method", "S256"), ("ui_locales", visit.language.rawValue),
    ]
    if visit.wantsAnother { fields.append(("prompt", "select_account")) }
    return .going(
      to: authorization.adding(fields),
      setting: [cookies.browser.setting(browser.text, seconds: Self.browserSeconds)])
  }

  static let verifierColumn = "verifier"
  static let browserSeconds = 3_600

  /// S256 of RFC 7636, whatever the provider says that it supports.
  private static func challenge(of verifier: Secret) -> String {
    base64URL(SHA256.hash(data: Array(verifier.text.utf8)))
  }

  /// Where a provider sends browsers back to. Where there are several, each has an address of its own,
  /// so that none can have a code of another's redeemed at itself (RFC 9700, 4.4).
  func redirectURL(of provider: Provider) -> String {
    let address =
      configuration.providers.count == 1
      ? Address.signIn.below("callback") : Address.signIn.below(provider.id.text, "callback")
    return "\(configuration.publicURL)\(address)"
  }
}

extension PublicVisit {
  /// Where somebody wants to go.
  var goal: String {
    parameter("return").flatMap(ReturnAddress.init)?.path ?? Address.home.path
  }

  /// Whether they want to be somebody else than who they are at the provider.
  var wantsAnother: Bool { parameter("prompt").map { ExactText($0) } == "select_account" }

  /// What their way on has in its address.
  var goingOnQuery: String {
    queryString(
      [("return", goal)] + (wantsAnother ? [("prompt", "select_account")] : []))
  }
}

extension String {
  /// An address with more in its query.
  func adding(_ fields: [(String, String)]) -> String {
    let query = queryString(fields)
    return self + (contains("?") ? "&" + query.dropFirst() : query)
  }
}
