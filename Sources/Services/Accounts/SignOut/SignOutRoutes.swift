import Contracts
import FoundationEssentials
import Hummingbird
import Logging
import Postgres
import ServiceKit

extension AccountsModule {
  private static let column = "signed out"
  /// How long the way to the provider is open, in seconds.
  private static let patience: TimeInterval = 300
  /// In the address of the page after it: that the browser is out, and the session goes on.
  private static let alone = "alone"

  /// `POST /sign-in/out`: the header's form on the pages of all services.
  ///
  /// Whose session has ended, or whose page is old, signs out all the same: so no token of a form is
  /// asked for, and browsers send the cookie with posts of this site alone.
  @Sendable
  func signOut(_ request: Request, _ context: RequestScope) async throws -> Response {
    try CrossSiteCheck.check(request)
    let place = Address.signIn.below("signed-out").path
    let browser = cookies.browser.secret(in: request) ?? Secret()
    do {
      return .going(
        to: place + queryString(try await leave(request, browser, at: clock.now())),
        setting: cookies.clearing
          + [cookies.browser.setting(browser.text, seconds: Self.browserSeconds)])
    } catch {
      // This browser is out in any case, whatever is away: somebody else may sit down at it.
      context.logger.warning("a session is not ended", metadata: ["cause": "\(error)"])
      return .going(
        to: place + queryString([(Self.alone, "1")]), setting: cookies.clearing)
    }
  }

  /// - Returns: what the page after it has in its address.
  private func leave(
    _ request: Request, _ browser: Secret, at now: Date
  ) async throws -> [(String, String)] {
    guard let session = try await session(of: request) else { return [] }
    try await end(session, .signedOut, at: now)
    let until = Int(now.addingTimeInterval(Self.patience).timeIntervalSince1970)
    // For this browser alone: the ID token that it leads to says who somebody is.
    let ticket = try seal.seal(
      "\(session.id.wire) \(until) \(base64URL(browser.hash))", Self.column, of: "ticket")
    return [("go", base64URL(ticket))]
  }

  /// `GET /sign-in/signed-out`: goes on to the provider, whose session ends too, and is where that one
  /// leads back to.
  @Sendable
  func signedOut(_ visit: PublicVisit) async throws -> Response {
    var view = LeftView()
    let browser = cookies.browser.secret(in: visit.request)
    guard let leaving = try await leaving(visit.parameter("go"), browser) else {
      view.goesOn = visit.parameter(Self.alone) != nil
      return visit.page(view, titleKey: "signed_out", isTranslated: false)
    }
    let provider = leaving.line.provider
    view.provider = provider.name
    if let address = try? await leaving.line.description.metadata().endSession {
      let end = address.adding(
        (leaving.idToken.map { [("id_token_hint", $0)] } ?? []) + [
          ("client_id", provider.clientID.text),
          (
            "post_logout_redirect_uri",
            "\(configuration.publicURL)\(Address.signIn.below("signed-out"))"
          ),
        ])
      view.goingTo = end
      // Who comes late may have been there.
      if leaving.isNow { view.refresh = "0; url=\(end)" }
    } else {
      view.stillIn = provider.issuer.text
    }
    return visit.page(view, titleKey: "signed_out", isTranslated: false)
  }

  /// A session that was ended, by the address that its end led to.
  private struct Leaving {
    let line: ProviderLine
    /// nil: it is not for whoever comes now, or cannot be opened; the provider asks then.
    let idToken: String?
    /// Whether it was ended just now.
    let isNow: Bool
  }

  /// - Returns: nil: the browser is not the one that has left, or there is nothing to be told.
  private func leaving(_ ticket: String?, _ browser: Secret?) async throws -> Leaving? {
    guard let ticket, let bytes = base64URLDecoded(ticket),
      let parts = try? seal.open(bytes, Self.column, of: "ticket").split(separator: " "),
      parts.count == 3, let browser,
      ExactText(String(parts[2])) == ExactText(base64URL(browser.hash)),
      let id = UUID(uuidString: String(parts[0])), let until = Int(parts[1]),
      let kept = try await database.readOne(FindIDToken(session: id)),
      let line = lines[kept.provider]
    else { return nil }
    let isNow = clock.now().timeIntervalSince1970 < TimeInterval(until)
    let idToken =
      isNow
      ? kept.idToken.flatMap { try? seal.open($0, Self.idTokenColumn, of: id.wire) } : nil
    return Leaving(line: line, idToken: idToken, isNow: isNow)
  }
}

/// What tells a provider which of its sessions is over.
struct FindIDToken: Statement {
  static let sql = """
    select provider, id_token
    from   accounts.session
    where  id = $1
    and    ended_at is not null
    """

  let session: UUID
  var bindings: Bindings { [session] }
  static func decode(
    _ row: inout RowReader
  ) throws -> (provider: ExactText, idToken: [UInt8]?) {
    (provider: try row.next(), idToken: try row.next())
  }
}
