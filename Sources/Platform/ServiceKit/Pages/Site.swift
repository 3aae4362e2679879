import Contracts
import Hummingbird

/// What the pages of all services have in common.
struct Site: Sendable {
  /// Nil: nobody is known here.
  let authenticator: (any Authenticator)?
  /// Where visitors sign in: an address that takes the page to return to as `return`.
  let signIn: String?
  let navigation: Navigation
  let shared: Pages

  init(
    authenticator: (any Authenticator)?, signIn: String?, navigation: Navigation
  ) throws(PageDefect) {
    self.authenticator = authenticator
    self.signIn = signIn
    self.navigation = navigation
    shared = try Pages.shared()
  }

  /// Whether cookies travel over https only.
  var isSecure: Bool { signIn?.hasPrefix("https://") ?? false }

  /// Who is signed in; nil for nobody and for a session that has ended.
  func visitor(_ request: Request) async -> Result<Visitor?, Problem> {
    guard let authenticator, let session = SessionCookie.token(in: request.headers) else {
      return .success(nil)
    }
    do {
      return .success(
        Visitor(caller: try await authenticator.caller(of: session), session: session))
    } catch {
      let problem = Problem(converting: error)
      return problem.status == .unauthorized ? .success(nil) : .failure(problem)
    }
  }

  func signInAddress(returningTo address: ReturnAddress?) -> String? {
    guard let signIn, let address else { return signIn }
    return signIn + queryString([("return", address.path)])
  }

  func addRoutes(to router: ServiceRouter) {
    shared.assets.addRoutes(to: router.readingQuery)
    let routes = PageRoutes(router: router, pages: shared)
    // Links from elsewhere add what they like to the address.
    routes.readingQuery.get(RouterPath(.home)) { visit in
      visit.page(HomeView(visit), titleKey: "home")
    }
    var left = StoredAnswer(status: .seeOther, location: "/signed-out").response()
    left.headers[.setCookie] = SessionCookie.clearing(isSecure: isSecure)
    // Whose session has ended is signed out, but for the cookie.
    routes.take("/sign-out", [], afterSession: left) { [left] _, _ in left }
    // No redirect to the sign-in page, which may be another origin: `form-action` holds for what
    // a form's answer leads to as well.
    // A provider that sends somebody back adds to the address.
    router.readingQuery.get("/signed-out") { request, _ in
      let language = Language(acceptLanguage: request.headers[.acceptLanguage])
      return PageView(SignedOut(signIn: signIn), titleKey: "signed_out")
        .response(shared, language: language)
    }
  }
}

/// The pages that a visitor has.
struct HomeView: PageData {
  static let template = "home"
  static let example = HomeView(links: [Link(path: "/packages", title: "Packages")])

  let links: [Link]
  let api = Address.api.path

  struct Link {
    let path: String
    let title: String
  }
}

extension HomeView {
  init(_ visit: Visit) {
    links = visit.links.map { Link(path: $0.address.path, title: $0.title(in: visit.language)) }
  }
}

struct SignedOut: PageData {
  static let template = "signed-out"
  static let example = SignedOut(signIn: "/sign-in")

  let signIn: String?
}

/// A visitor: who and by which session.
struct Visitor: Sendable {
  var caller: Caller
  let session: String

  /// What the header shows of them.
  func view(
    _ texts: LocalTexts, _ language: Language, path: String, navigation: Navigation
  ) -> PageFrame.VisitorView {
    PageFrame.VisitorView(
      name: caller.name ?? caller.givenName ?? caller.subject.text,
      roles: caller.roles.map { texts.text("role_\($0.rawValue)") }.sorted().joined(
        separator: ", "),
      links: navigation.links(for: caller).map { link in
        PageFrame.Link(
          path: link.address.path, title: link.title(in: language),
          current: link.address.path == path)
      }, formToken: FormToken(session: session).text)
  }
}
