import Contracts
import Hummingbird

/// What the pages of all services have in common.
struct Site: Sendable {
  /// Nil: nobody is known here, and nobody can sign in.
  let sessions: (any Sessions)?
  let navigation: Navigation
  let shared: Pages

  init(sessions: (any Sessions)?, navigation: Navigation) throws(PageDefect) {
    self.sessions = sessions
    self.navigation = navigation
    shared = try Pages.shared()
  }

  /// Who is signed in; nil for nobody and for a token that is over.
  func visitor(_ request: Request) async -> Result<Visitor?, Problem> {
    guard let sessions, let token = sessions.cookie.value(in: request.headers) else {
      return .success(nil)
    }
    do {
      let session = try await sessions.session(of: token)
      return .success(Visitor(session, at: sessions.clock.now()))
    } catch {
      let problem = Problem(converting: error)
      return problem.status == .unauthorized ? .success(nil) : .failure(problem)
    }
  }

  /// - Parameter isOther: whether somebody else is to sign in than who is.
  /// - Returns: nil where nobody can.
  func signInAddress(returningTo address: ReturnAddress?, asOther isOther: Bool = false) -> String?
  {
    guard sessions != nil else { return nil }
    let target = address.map { [("return", $0.path)] } ?? []
    return Address.signIn.path
      + queryString(target + (isOther ? [("prompt", "select_account")] : []))
  }

  func addRoutes(to router: ServiceRouter) {
    shared.assets.addRoutes(to: router.readingQuery)
    // Links from elsewhere add what they like to the address.
    PageRoutes(router: router, pages: shared).readingQuery.get(RouterPath(.home)) { visit in
      if let home = visit.home { return visit.redirect(to: home.path) }
      return visit.page(HomeView(visit), titleKey: "home")
    }
  }
}

/// The pages of a visitor who begins on none of them.
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
