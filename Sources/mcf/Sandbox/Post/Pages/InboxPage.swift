import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

extension PostOffice {
  static let rowsPerPage = 50

  /// `GET /post`: the newest first; `q` is a part of the address that they went to.
  func inbox(_ request: Request) throws -> Response {
    let query = QueryForm(query: request.uri.query, skipsBlanks: true)
    let part = InboxPart(query)
    let before = query.int("cursor", 1...Int.max)
    try query.finish()
    let box = box
    let found = box.mails(before: before ?? .max).lazy.filter(part.has)
    let page = Page(
      fetched: Array(found.prefix(Self.rowsPerPage + 1)), limit: Self.rowsPerPage,
      cursor: { "\($0.number)" }, item: { $0 })
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let address = ListAddress(.post, query, InboxPart.field)
    let view = PageView(
      InboxView(
        page, box, address, pages.texts[language], isLive: before == nil), titleKey: "post_title")
    return view.response(pages, language: language)
  }
}

/// Which mails an inbox shows.
struct InboxPart: Sendable {
  static let field = "q"

  private let sought: String?

  init(_ query: QueryForm) { sought = query.text(Self.field, 1...320)?.lowercased() }

  func has(_ mail: PostedMail) -> Bool {
    guard let sought else { return true }
    return mail.submission.recipients.contains { $0.text.lowercased().contains(sought) }
  }
}
