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
    let view = ProblemView(problem, texts, signIn: signInAddress(for: problem, request))
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
    let address =
      request.method == .get ? ReturnAddress(request.uri.string) : Self.referrer(request)
    return signInAddress(returningTo: address)
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
    return view
  }
}
