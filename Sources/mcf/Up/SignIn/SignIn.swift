import Contracts
import Hummingbird
import ServiceKit

/// The provider's page. Whoever is sent there chooses a cat, and is led back as that one, each time
/// anew: nobody stays signed in here.
struct SignIn: Sendable {
  private let issuer: String
  private let client: LocalClient
  /// Who has a page on the site: who has none need not sign in.
  private let roles: [Role]
  private let people: DemoPeople
  private let grants: LocalGrants
  private let pages: Pages

  init(
    issuer: String, client: LocalClient, roles: Set<Role>, people: DemoPeople, grants: LocalGrants
  ) throws {
    self.issuer = issuer
    self.client = client
    self.roles = Role.allCases.filter(roles.contains)
    self.people = people
    self.grants = grants
    pages = try Self.pages()
  }

  static func pages() throws(PageDefect) -> Pages {
    try Pages(
      service: "sign-in", templates: ["sign-in": PackageResources.sign_in_mustache],
      showing: [SignInView.self],
      texts: [.english: PackageResources.en_txt, .russian: PackageResources.ru_txt])
  }

  func addRoutes(to router: Router<BasicRequestContext>) {
    pages.addFiles(to: router)
    let path = RouterPath(LocalEndpoint.authorize.path)
    router.get(path) { request, _ in
      try await leadingBack {
        try await page(
          AuthorizationRequest(request.uri.query ?? "", for: client, issuer: issuer), request)
      }
    }
    router.post(path) { request, _ in
      try await leadingBack { try await choose(request) }
    }
  }

  private func page(_ asked: AuthorizationRequest, _ request: Request) async -> Response {
    let language = asked.language ?? Language(acceptLanguage: request.headers[.acceptLanguage])
    var groups: [SignInView.Group] = []
    for role in roles {
      guard let cats = await people.cats(role) else { continue }
      groups.append(
        SignInView.Group(title: pages.texts[language].text("group_\(role.rawValue)"), people: cats))
    }
    var view = PageView(
      SignInView(groups: groups, roles: roles.map(\.rawValue), request: asked.query),
      titleKey: "sign_in_title")
    view.formTargets = [client.site]
    return view.response(pages, language: language)
  }

  private func choose(_ request: Request) async throws -> Response {
    try CrossSiteCheck.check(request)
    let form = try await request.urlEncodedForm()
    let role = form.choice("role", Role.self)
    let subject = form.exactText("subject", 1...255)
    let name = form.optionalText("name", 1...200)
    let asked = form.text("request", 1...4096)
    let cat = SignedInCat(role: try form.finish(role), subject: subject, name: name)
    let authorization = try AuthorizationRequest(asked, for: client, issuer: issuer)
    let code = grants.code(for: cat, authorization)
    return Self.leading(to: authorization.answer(code, issuer: issuer))
  }

  /// What the relying party has to mend, it is told.
  private func leadingBack(_ answer: () async throws -> Response) async throws -> Response {
    do {
      return try await answer()
    } catch let refusal as AuthorizationRequest.Refusal {
      return Self.leading(to: refusal.location)
    }
  }

  private static func leading(to location: String) -> Response {
    Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
  }
}

/// What the page shows.
struct SignInView: PageData {
  static let template = "sign-in"

  static var example: SignInView {
    SignInView(
      groups: [Group(title: "Clerks", people: [DemoCats.clerk])], roles: ["clerk"],
      request: "client_id=mcf")
  }

  /// The cats of one role.
  struct Group {
    let title: String
    let people: [DemoPeople.Person]
  }

  let groups: [Group]
  let roles: [String]
  /// What the relying party asks for, which the forms carry.
  let request: String
}
