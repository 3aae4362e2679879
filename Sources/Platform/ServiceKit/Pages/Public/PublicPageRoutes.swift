import HTTPTypes
public import Hummingbird

/// Routes for strangers: they answer with HTML, in the language that the address says, else the
/// browser.
///
/// Links from elsewhere add what they like to an address, so of its query what is not known does not
/// count.
public struct PublicPageRoutes {
  let router: ServiceRouter
  let pages: Pages

  /// The same for pages with another deadline.
  public func withDeadline(_ deadline: RouteDeadline) -> PublicPageRoutes {
    PublicPageRoutes(router: router.withDeadline(deadline), pages: pages)
  }

  /// A page.
  public func get(
    _ path: RouterPath, use handler: @escaping @Sendable (PublicVisit) async throws -> Response
  ) {
    router.get(path) { [pages] request, context in
      try await handler(PublicVisit(request, context, pages))
    }
  }

  /// A page for who comes from elsewhere, which says by itself what it refuses.
  ///
  /// - Parameters:
  ///   - show: the page for who is refused: its `problem` is why.
  public func get(
    _ path: RouterPath, refused show: @escaping @Sendable (PublicVisit) async throws -> Response,
    use handler: @escaping @Sendable (PublicVisit) async throws -> Response
  ) {
    router.get(path) { [pages] request, context in
      var visit = PublicVisit(request, context, pages)
      do {
        return try await handler(visit)
      } catch {
        let problem = Problem(converting: error)
        guard Site.isForPeople(request), problem.status != .internalServerError else {
          throw problem
        }
        context.outcome.note(problem)
        visit.refusal = problem
        return try await show(visit)
      }
    }
  }

  /// What a form of ours does. That it is ours, something in its address has to say.
  ///
  /// What cannot be done and can be mended there, or is for another moment, is answered with the page
  /// once more and with the problem's status: it holds what was typed and says what is wrong.
  /// - Parameters:
  ///   - bytes: the most that the form may have.
  ///   - before: throws for whoever has no business here, of whom nothing is read.
  ///   - show: the page.
  ///   - act: answers with `redirect`.
  public func form(
    _ path: RouterPath, atMost bytes: Int,
    before: @escaping @Sendable (RequestScope) throws -> Void = { _ in },
    show: @escaping @Sendable (PublicVisit) async throws -> Response,
    act: @escaping @Sendable (PublicVisit, Form) async throws -> Response
  ) {
    router.post(path) { [pages] request, context in
      var visit = PublicVisit(request, context, pages)
      try before(context)
      let form = try await request.urlEncodedForm(limit: bytes)
      visit.sent = SentForm(form)
      do {
        return try await act(visit, form)
      } catch {
        let problem = Problem(converting: error)
        guard Self.isShown(problem, request) else { throw problem }
        context.outcome.note(problem)
        visit.sent?.problem = problem
        return try await show(visit)
      }
    }
  }

  /// What a form with a file does; see ``form(_:atMost:before:show:act:)``.
  ///
  /// - Parameter act: reads the request, and answers with `redirect`.
  public func upload(
    _ path: RouterPath, show: @escaping @Sendable (PublicVisit) async throws -> Response,
    act: @escaping @Sendable (PublicVisit) async throws -> Response
  ) {
    router.post(path) { [pages] request, context in
      var visit = PublicVisit(request, context, pages)
      do {
        return try await act(visit)
      } catch {
        let problem = Problem(converting: error)
        guard Self.isShown(problem, request) else { throw problem }
        context.outcome.note(problem)
        visit.refusal = problem
        return try await show(visit)
      }
    }
  }

  private static func isShown(_ problem: Problem, _ request: Request) -> Bool {
    let shown: [HTTPResponse.Status] = [
      .badRequest, .conflict, .contentTooLarge, .unsupportedMediaType, .unprocessableContent,
      .tooManyRequests, .serviceUnavailable,
    ]
    return Site.isForPeople(request) && shown.contains(problem.status)
  }
}

extension ServiceRouter {
  /// Routes with these pages, for whoever comes.
  public func publicPages(_ pages: Pages) -> PublicPageRoutes {
    pages.assets.addRoutes(to: readingQuery)
    return PublicPageRoutes(router: readingQuery, pages: pages)
  }
}
