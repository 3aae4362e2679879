import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

/// The page on which a client authorises a provider to collect, or does not.
struct AuthorisePage: Sendable {
  let desk: EnrolmentDesk

  /// What it and the others of its kind are made of.
  static func pages() throws(PageDefect) -> Pages {
    try Pages(
      service: "authorise", templates: ["authorise": PackageResources.authorise_mustache],
      showing: [AuthoriseView.self],
      texts: [
        .english: PackageResources.authorise_en_txt, .russian: PackageResources.authorise_ru_txt,
      ])
  }

  func addRoutes(to router: Router<RequestScope>) {
    router.get("\(desk.pagePath)") { request, _ in try self.page(request) }
    router.post("\(desk.pagePath)") { request, _ in try await self.decide(request) }
  }

  private func page(_ request: Request) throws -> Response {
    let id = request.uri.queryParameters["session"].map { ExactText(String($0)) }
    let visit = try desk.visit(id)
    let pages = desk.pages
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let intro = pages.texts[language].text("authorise_\(desk.method.rawValue.lowercased())")
    var view = PageView(
      AuthoriseView(intro: intro, path: desk.pagePath, session: visit.id.text),
      titleKey: "authorise_title")
    view.formTargets = [desk.rule.origin(of: visit.returnURL)].compactMap(\.self)
    return view.response(pages, language: language)
  }

  private enum Decision: String, CaseIterable { case authorise, refuse }

  private func decide(_ request: Request) async throws -> Response {
    try CrossSiteCheck.check(request)
    let form = try await request.urlEncodedForm()
    let session = form.exactText("session", 1...255)
    let decision = form.choice("decision", Decision.self)
    try form.finish()
    let visit = try desk.decide(session, isAuthorised: decision == .authorise)
    return Response(
      status: .seeOther, headers: [.location: visit.returnURL, .cacheControl: "no-store"])
  }
}

/// What the page shows.
struct AuthoriseView: PageData {
  static let template = "authorise"
  static let example = AuthoriseView(intro: "May it?", path: "/card/authorise", session: "1")

  let intro: String
  /// Where the decision goes.
  let path: String
  let session: String
}
