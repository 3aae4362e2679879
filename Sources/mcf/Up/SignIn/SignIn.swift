import Contracts
import Hummingbird
import Logging
import ServiceKit

/// The provider's sign-in page. Choosing a cat sets the session's cookie and leads back to the page
/// that asked for it.
///
/// The provider listens on another port than the services, and yet they see its cookie: browsers
/// keep cookies by host and scheme, not by port (RFC 6265, 8.5).
struct SignIn: Sendable {
  let issuer: LocalIssuer
  /// Where the services' pages are.
  let site: String
  /// Who has a page there: who has none need not sign in.
  let roles: Set<Role>
  let clock: Clock
  let logger: Logger
  private let pages: Pages

  /// How long a session lasts, in seconds.
  private static let lifetime = 12 * 3600

  init(
    issuer: LocalIssuer, site: String, roles: Set<Role>, clock: Clock, logger: Logger
  ) throws {
    self.issuer = issuer
    self.site = site
    self.roles = roles
    self.clock = clock
    self.logger = logger
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
    router.get("sign-in") { request, _ in await page(request) }
    router.post("sign-in") { request, _ in try await signIn(request) }
  }

  private func page(_ request: Request) async -> Response {
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let roles = Role.allCases.filter(roles.contains)
    let people = DemoPeople(issuer: issuer, site: site, clock: clock, logger: logger)
    var groups: [SignInView.Group] = []
    for role in roles {
      guard let cats = await people.cats(role) else { continue }
      groups.append(
        SignInView.Group(title: pages.texts[language].text("group_\(role.rawValue)"), people: cats))
    }
    var view = PageView(
      SignInView(
        groups: groups, roles: roles.map(\.rawValue),
        returning: request.uri.queryParameters["return"].map(String.init) ?? ""),
      titleKey: "sign_in_title")
    view.formTargets = [site]
    return view.response(pages, language: language)
  }

  private func signIn(_ request: Request) async throws -> Response {
    try CrossSiteCheck.check(request)
    let form = try await request.urlEncodedForm()
    let role = form.choice("role", Role.self)
    let subject = form.exactText("subject", 1...255)
    let name = form.optionalText("name", 1...200)
    let returning = form.optionalText("return", 1...2048).flatMap(ReturnAddress.init)
    try form.finish()
    let caller = Caller(subject: subject.text, roles: Set([role].compactMap(\.self)), name: name)
    let token = try issuer.token(for: caller, at: clock.now(), lifetime: Self.lifetime)
    return Response(
      status: .seeOther,
      headers: [
        .location: site + (returning?.path ?? Address.home.path),
        .setCookie: SessionCookie.setting(token, seconds: Self.lifetime, isSecure: false),
        .cacheControl: "no-store",
      ])
  }
}

/// What the page shows.
struct SignInView: PageData {
  static let template = "sign-in"

  static var example: SignInView {
    SignInView(
      groups: [Group(title: "Clerks", people: [DemoCats.clerk])], roles: ["clerk"], returning: "/")
  }

  /// The cats of one role.
  struct Group {
    let title: String
    let people: [DemoPeople.Person]
  }

  let groups: [Group]
  let roles: [String]
  let returning: String
}
