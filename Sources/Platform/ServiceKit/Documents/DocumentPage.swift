import Contracts
import Hummingbird
import Synchronization

/// A document as a page. It is the same for whoever may see it, and made when it is first asked for.
final class DocumentPage: Sendable {
  private let view: @Sendable () throws -> DocumentView
  private let pages: Pages
  private let made = Mutex<[Language: Response]>([:])

  /// - Parameter view: throws `DocumentDefect` for a document that cannot be read.
  init(_ pages: Pages, view: @escaping @Sendable () throws -> DocumentView) {
    self.pages = pages
    self.view = view
  }

  func response(_ language: Language) throws -> Response {
    if let known = made.withLock({ $0[language] }) { return known }
    let view = try view()
    var page = PageView(view, titleKey: "")
    page.title = .text(view.title)
    let response = page.response(pages, language: language)
    made.withLock { $0[language] = response }
    return response
  }
}
