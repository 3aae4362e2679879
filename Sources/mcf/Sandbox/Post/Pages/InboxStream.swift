import Contracts
import Hummingbird
import ServiceKit
import ServiceLifecycle

extension PostOffice {
  /// `GET /post/stream`: what came, as rows of that page.
  func follow(_ request: Request, _ context: RequestScope) throws -> Response {
    let query = QueryForm(query: request.uri.query, skipsBlanks: true)
    let part = InboxPart(query)
    let since = query.int("since", 0...Int.max)
    try query.finish()
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let known = try request.lastEventID().map { Int($0) } ?? since ?? box.newest
    let address = ListAddress(.post, query, InboxPart.field)
    let follower = try followers.add(context)
    return follower.stream.response { [self] writer, signals in
      // Whoever knows more than there is has been here before the last start.
      var position = known > box.newest ? 0 : known
      try await writer.write(ServerSentEvent(id: "\(position)").bytes)
      try await tell(of: part, after: &position, address, language, &writer)
      for await signal in signals {
        switch signal {
        case .heartbeat: try await writer.heartbeat()
        case .item: try await tell(of: part, after: &position, address, language, &writer)
        }
      }
      // It holds on to the place among those who follow until here.
      withExtendedLifetime(follower) {}
    }
  }

  private func tell(
    of part: InboxPart, after position: inout Int, _ address: ListAddress, _ language: Language,
    _ writer: inout EventStreamWriter
  ) async throws {
    let box = box
    guard position < box.newest else { return }
    let came = Array(
      box.mails(after: position).filter(part.has).suffix(Self.rowsPerPage).reversed())
    position = box.newest
    let view = PageView(
      InboxView(Page(came, nextCursor: nil), box, address, pages.texts[language], isLive: true),
      titleKey: "post_title")
    let event = ServerSentEvent(
      id: "\(position)", type: "region", data: view.fragment(pages, language: language))
    try await writer.write(event.bytes)
  }
}
