import Contracts
import HTTPTypes
import Hummingbird

extension Site {
  /// Whether the answer is for somebody's eyes: a browser asked, and not for the API.
  static func isForPeople(_ request: Request) -> Bool {
    !request.isForPrograms
      && AcceptedTypes(request.headers).prefers(
        "text/html", to: "application/problem+json", "application/json")
  }

  /// A problem as a page: the same facts, the title in the reader's language.
  func page(
    for problem: Problem, _ request: Request, visit: PageVisit?
  ) async -> Response {
    let language =
      visit?.language ?? Language(acceptLanguage: request.headers[.acceptLanguage])
    let pages = visit?.pages ?? shared
    let texts = pages.texts[language]
    var view = ProblemView(problem, texts, signIn: signInAddress(for: problem, request))
    if problem.status == .forbidden, let visit, visit.isOfOtherRole {
      view.whom = texts.names(of: visit.roles).joined(separator: ", ")
      view.signInOther = signInAddress(returningTo: Self.page(of: request), asOther: true)
    }
    var page = PageView(view, titleKey: "")
    page.title = .text(texts.title(of: problem))
    page.status = problem.status
    let visitor = if let visit { visit.visitor } else { try? await visitor(request).get() }
    let header = visitor?.view(
      texts, language, path: request.uri.path, navigation: visit?.navigation ?? navigation)
    var response = page.response(pages, language: language, visitor: header)
    for field in problem.headers where field.name != .wwwAuthenticate {
      response.headers.append(field)
    }
    return response
  }

  /// For who must sign in: back to the page, or to the one that held the form.
  private func signInAddress(for problem: Problem, _ request: Request) -> String? {
    guard problem.status == .unauthorized else { return nil }
    return signInAddress(returningTo: Self.page(of: request))
  }

  /// What is asked for, or the page that held the form.
  private static func page(of request: Request) -> ReturnAddress? {
    request.method == .get ? ReturnAddress(request.uri.string) : referrer(request)
  }

  /// The page of ours that the request came from.
  private static func referrer(_ request: Request) -> ReturnAddress? {
    guard let referrer = request.headers[.referer], let host = request.head.authority,
      let start = referrer.firstRange(of: "://\(host)/")
    else { return nil }
    return ReturnAddress("/" + referrer[start.upperBound...])
  }
}

/// A problem as its template shows it.
struct ProblemView {
  let status: Int
  var detail: String?
  /// Details without a text of their own are written in English.
  let detailLanguage: String?
  let errors: [Flaw]
  let signIn: String?
  /// What who may see the page is called; nil: that is not it.
  var whom: String?
  /// Where somebody else signs in; nil: nobody else has to.
  var signInOther: String?
  let retry: Bool

  struct Flaw {
    let pointer: String
    let text: String
  }

  init(_ problem: Problem, _ texts: LocalTexts, signIn: String?) {
    let told = texts.detail(of: problem)
    status = problem.status.code
    // Mistakes that are listed say it all.
    detail = problem.errors.isEmpty ? told?.text : nil
    detailLanguage = told?.language.rawValue
    errors = problem.errors.map { Flaw(pointer: $0.pointer, text: texts.text(of: $0.reason)) }
    self.signIn = signIn
    retry = problem.headers[.retryAfter] != nil
  }
}

extension ProblemView: PageData {
  static let template = "problem"

  static var example: ProblemView {
    var problem = Problem.unavailable("away", "Nobody is here.")
    problem.errors = [Mistake("/name", .required)]
    var view = ProblemView(problem, .example, signIn: "/sign-in")
    view.detail = problem.detail
    (view.whom, view.signInOther) = ("manager", "/sign-in?prompt=select_account")
    return view
  }
}

extension PageVisit {
  /// Whether the page is for others than who came.
  fileprivate var isOfOtherRole: Bool {
    guard let visitor, !roles.isEmpty else { return false }
    return !roles.contains(where: visitor.caller.has)
  }
}
