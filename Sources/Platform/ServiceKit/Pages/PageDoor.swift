import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Lets visitors in, by their cookie.
struct PageDoor: Sendable {
  let pages: Pages
  /// Of the service whose pages these are.
  let admission: Admission

  func visit(
    _ request: Request, _ context: RequestScope, _ visitor: Visitor, _ roles: [Role]
  ) throws -> Visit {
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    context.outcome.note(
      PageVisit(
        visitor: visitor, pages: pages, navigation: admission.navigation, language: language,
        roles: roles))
    guard roles.isEmpty || roles.contains(where: visitor.caller.has) else {
      throw Problem.forbidden
    }
    var context = context
    context.authentication = .verified(visitor.caller)
    context.goodFor = rest(of: visitor.session)
    return Visit(
      request: request, context: context, language: language, texts: pages.texts[language],
      visitor: visitor, navigation: admission.navigation, pages: pages, sent: nil)
  }

  /// How long a session's token is taken yet.
  private func rest(of session: SessionToken) -> Duration {
    guard let now = admission.site.sessions?.clock.now() else { return .zero }
    return .seconds(session.expiresAt.timeIntervalSince(now))
  }

  /// A page that needs nobody to be signed in.
  func show(_ page: PageView, to request: Request, _ context: RequestScope) -> Response {
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let visitor = try? context.visitor.get()
    return page.response(
      pages, language: language,
      visitor: visitor?.view(
        pages.texts[language], language, path: request.uri.path, navigation: admission.navigation))
  }

  /// Leads to where people sign in, and back: scripts, streams and pictures cannot go that way.
  func signIn(_ request: Request) throws -> Response {
    guard request.isNavigation else { throw Self.signInNeeded }
    let address = ReturnAddress(request.uri.string)
    guard let signIn = admission.site.signInAddress(returningTo: address) else {
      throw Self.signInNeeded
    }
    return Response(status: .seeOther, headers: [.location: signIn, .cacheControl: "no-store"])
  }

  static var signInNeeded: Problem {
    .unauthorized("Sign in, and try it once more.")
  }
}
