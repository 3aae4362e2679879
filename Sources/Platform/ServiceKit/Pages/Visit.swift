public import Contracts
import FoundationEssentials
import HTTPTypes
public import Hummingbird

/// One request of a signed-in visitor for a page.
public struct Visit: Sendable {
  public let request: Request
  /// With the visitor as its verified caller.
  public let context: RequestScope
  public let language: Language
  /// What the service's pages say, in that language.
  public let texts: LocalTexts
  let visitor: Visitor
  let navigation: Navigation
  let pages: Pages
  /// The form that was sent; nil: only a page is asked for.
  var sent: SentForm?
  /// Why some of what a list is narrowed by is refused; nil: nothing is.
  var refusedFields: Problem?

  public var caller: Caller { visitor.caller }

  /// By which the visitor is signed in.
  public var session: SessionToken { visitor.session }

  /// Whether the form that was sent was for another version than there is now.
  public var isOvertaken: Bool { sent?.problem?.status == .preconditionFailed }

  /// What a form above a list sent, in the address of a page by ``PageRoutes/readingQuery``: fields
  /// left blank are not there, and the page's own `notice` is known.
  public func query() -> QueryForm {
    let query = QueryForm(query: request.uri.query, skipsBlanks: true)
    _ = query.text(Self.notice, 0...40)
    for mistake in refusedFields?.errors ?? [] {
      query.leaveOut(String(mistake.pointer.dropFirst()))
    }
    return query
  }

  /// The page as an answer.
  ///
  /// What was just done stands on top of it: the text `done_<notice>` that `redirect` asked for, or
  /// `undone_<notice>` where it came to nothing.
  /// - Parameters:
  ///   - data: what its template finds as `page`.
  ///   - titleKey: the text of its title and first heading.
  ///   - arguments: what is put into that.
  ///   - scripts: what the page has besides ``PageData/files`` while it stands as it does.
  ///   - formTargets: origins besides our own that an answer to its forms may lead to.
  public func page(
    _ data: some PageData, titleKey: String, _ arguments: [String: String] = [:],
    scripts: [String] = [], leadingTo formTargets: [String] = []
  ) -> Response {
    var view = PageView(data, titleKey: titleKey)
    view.title = .text(texts.text(titleKey, arguments))
    let problem = sent?.problem ?? refusedFields
    view.status = problem?.status ?? .ok
    view.isMistaken = problem != nil
    view.scripts = scripts
    view.formTargets = formTargets
    view.notice = query().sent(Self.notice)
    return view.response(pages, language: language, visitor: header)
  }

  /// What keeps a page up to date and safe to use meanwhile: see `live.js` for what it looks
  /// for.
  public static let live = ["steady.js", "live.js", "in-place.js"]

  /// A page as its stream sends it: without the layout around it, and the same for all who read the
  /// language, since its template finds no visitor.
  public func fragment(_ data: some PageData) -> String {
    PageView(data, titleKey: "").fragment(pages, language: language)
  }

  /// The same for this visitor alone, so that the forms in it can be sent.
  public func ownFragment(_ data: some PageData) -> String {
    PageView(data, titleKey: "").fragment(pages, language: language, visitor: header)
  }

  /// Post, redirect, get: the answer to a form, so that reloading does not send it again.
  ///
  /// - Parameters:
  ///   - path: of this site.
  ///   - notice: what the page then says: the rest of a text's key that begins with `done_` or
  ///     `undone_`.
  ///   - anchor: the element to show.
  public func redirect(
    to path: String, notice: String? = nil, at anchor: String? = nil
  ) -> Response {
    redirection(to: path, notice: notice, at: anchor).response()
  }

  /// The same answer for idempotency to keep.
  public func redirection(
    to path: String, notice: String? = nil, at anchor: String? = nil
  ) -> StoredAnswer {
    var location = path
    if let notice { location += (path.contains("?") ? "&" : "?") + "\(Self.notice)=\(notice)" }
    if let anchor { location += "#\(anchor)" }
    return StoredAnswer(status: .seeOther, location: location)
  }

  /// The pages that the header leads to.
  var links: [PageLink] { navigation.links(for: caller) }

  /// Where the visitor begins.
  var home: Address? { navigation.home(of: caller) }

  /// The parameter of a page's address that says what was just done.
  private static let notice = "notice"

  private var header: PageFrame.VisitorView {
    var view = visitor.view(texts, language, path: request.uri.path, navigation: navigation)
    view.formKey = formKey
    return view
  }
}
