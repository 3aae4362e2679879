public import Contracts
import HTTPTypes
public import Hummingbird

/// One request of a stranger for a page: nobody is signed in, and no cookie is set or read.
public struct PublicVisit: Sendable {
  public let request: Request
  public let context: RequestScope
  public let language: Language
  /// What the service's pages say, in that language.
  public let texts: LocalTexts
  let pages: Pages
  /// Whether the address says which language it is.
  let isChosen: Bool
  /// The form that was sent; nil: only a page is asked for.
  var sent: SentForm?
  /// Why a file that was sent is refused; nil: it is not, or none was.
  var refusal: Problem?

  /// The parameter of an address that says in which language its page is.
  static let language = "lang"

  init(_ request: Request, _ context: RequestScope, _ pages: Pages) {
    self.request = request
    self.context = context
    self.pages = pages
    let chosen = request.chosenLanguage
    isChosen = chosen != nil
    language = chosen ?? Language(acceptLanguage: request.headers[.acceptLanguage])
    texts = pages.texts[language]
    context.outcome.note(
      PageVisit(visitor: nil, pages: pages, navigation: .nowhere, language: language))
  }

  /// Why the form that was sent is refused; nil: it is not, or none was.
  public var problem: Problem? { sent?.problem ?? refusal }

  /// A parameter of the page's address; nil: it has none of that name, or not just one.
  public func parameter(_ name: String) -> String? { request.parameter(name) }

  /// Whether one of these is there more than once.
  public func repeats(_ names: [String]) -> Bool {
    let sent = URLEncodedPairs(request.uri.query ?? "").compactMap { pair in
      pair.map { ExactText($0.name) }
    }
    return names.contains { name in sent.count { $0 == ExactText(name) } > 1 }
  }

  /// A path with what its address has to say, in the language that was chosen.
  public func address(_ path: String, _ parameters: [(String, String)] = []) -> String {
    let language = isChosen ? [(Self.language, language.rawValue)] : []
    return path + queryString(parameters + language)
  }

  /// The page as an answer.
  ///
  /// - Parameters:
  ///   - data: what its template finds as `page`.
  ///   - titleKey: the text of its title and first heading.
  ///   - arguments: what is put into that.
  ///   - challenge: the one origin elsewhere whose script and frame it has.
  ///   - isTranslated: whether it leads to itself in the other languages; one that an address shows
  ///     but once does not.
  public func page(
    _ data: some PageData, titleKey: String, _ arguments: [String: String] = [:],
    challenge: String? = nil, isTranslated: Bool = true
  ) -> Response {
    var view = PageView(data, titleKey: titleKey)
    view.title = .text(texts.text(titleKey, arguments))
    view.status = problem?.status ?? .ok
    view.isMistaken = problem.map { $0.status.kind == .clientError } ?? false
    view.challenge = challenge
    view.notice = parameter(Self.notice)
    // What was typed would be gone in the other language.
    if sent == nil, isTranslated {
      view.languages = Language.allCases.filter { $0 != language }
        .map { PageFrame.LanguageLink($0, path: request.uri.path) }
    }
    var response = view.response(pages, language: language)
    if let problem { response.headers.append(contentsOf: problem.headers) }
    return response
  }

  /// Post, redirect, get: the answer to a form, so that reloading does not send it again.
  ///
  /// - Parameters:
  ///   - path: of this site.
  ///   - notice: what the page then says: the rest of a text's key that begins with `done_` or
  ///     `undone_`.
  public func redirect(to path: String, notice: String? = nil) -> Response {
    let notice = notice.map { [(Self.notice, $0)] } ?? []
    return StoredAnswer(status: .seeOther, location: address(path, notice)).response()
  }

  private static let notice = "notice"
}

extension PublicVisit {
  /// The fields of a form as a page shows them, each with the partial `field`: with what was typed,
  /// if it was sent already.
  ///
  /// - Parameter values: what they hold at first.
  public func fields(of form: PageForm, values: [String: String] = [:]) -> [FieldView] {
    form.fields.map { field in
      FieldView(
        field, texts, value: sent?.value(field.name) ?? values[field.name] ?? "",
        mistake: problem.flatMap { texts.mistake(in: field, $0) })
    }
  }

  /// What the field held that was sent; empty: nothing.
  public func typed(_ name: String) -> String { sent?.value(name) ?? "" }

  /// What stands above a form that was refused; nil: it was not.
  ///
  /// - Parameter fields: all of the form.
  public func summary(_ fields: [FieldView]) -> MistakeSummary? {
    problem.map { MistakeSummary($0, fields, texts) }
  }
}

extension Request {
  /// The language that its address says a page should be in; nil: it does not.
  public var chosenLanguage: Language? {
    parameter(PublicVisit.language).flatMap { Language(rawValue: $0) }
  }

  /// A parameter of the query; nil: there is none, or not just one.
  fileprivate func parameter(_ name: String) -> String? {
    let name = ExactText(name)
    let found = URLEncodedPairs(uri.query ?? "").compactMap { pair in
      pair.flatMap { ExactText($0.name) == name ? $0.value : nil }
    }
    return found.count == 1 ? found[0] : nil
  }
}
