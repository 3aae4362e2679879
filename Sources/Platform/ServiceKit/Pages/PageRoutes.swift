import HTTPTypes
public import Hummingbird

/// Routes for people: they know the visitor by the session's cookie and answer with HTML.
public struct PageRoutes {
  let router: ServiceRouter
  let pages: Pages

  /// The same for pages that read their query; see ``ServiceRouter/readingQuery``.
  public var readingQuery: PageRoutes { PageRoutes(router: router.readingQuery, pages: pages) }

  /// A page for visitors with one of the roles; no roles named: any.
  ///
  /// Who is not signed in is sent to the sign-in page and comes back from there.
  public func get(
    _ path: RouterPath, for roles: Role...,
    use handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    show(path, roles, handler)
  }

  func show(
    _ path: RouterPath, _ roles: [Role],
    _ handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    add(path, .get) { door, request, context in
      guard let visitor = try await door.admission.visitor(context) else {
        return try door.signIn(request)
      }
      return try await handler(door.visit(request, context, visitor, roles))
    }
  }

  /// A page for everybody; its header shows who is signed in, if somebody is.
  func open(
    _ path: RouterPath,
    use handler: @escaping @Sendable (Request, RequestScope) async throws -> PageView
  ) {
    add(path, .get) { door, request, context in
      try await door.show(handler(request, context), to: request, context)
    }
  }

  /// What a page's script reads for as long as the page is open: without a deadline.
  public func stream(
    _ path: RouterPath, for roles: Role...,
    use handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    PageRoutes(router: router.withDeadline(.none), pages: pages)
      .add(path, .get) { door, request, context in
        guard let visitor = try await door.admission.visitor(context) else {
          throw PageDoor.signInNeeded
        }
        return try await handler(door.visit(request, context, visitor, roles))
      }
  }

  /// What a form of our own pages does; see `FormToken`.
  ///
  /// Whose session has ended meanwhile, or is another, gets a page that holds what was typed and can
  /// be sent again.
  /// - Parameter handler: gets the form's other fields and answers with `redirect`.
  public func post(
    _ path: RouterPath, for roles: Role...,
    use handler: @escaping @Sendable (Visit, Form) async throws -> Response
  ) {
    take(path, roles, handler)
  }

  func take(
    _ path: RouterPath, _ roles: [Role],
    _ handler: @escaping @Sendable (Visit, Form) async throws -> Response
  ) {
    add(path, .post) { door, request, context in
      try CrossSiteCheck.check(request)
      guard let visitor = try await door.admission.visitor(context) else {
        return try await door.sendAgain(request, context, by: nil)
      }
      var visit = try door.visit(request, context, visitor, roles)
      let form = try await request.urlEncodedForm()
      let sent = SentForm(form)
      guard FormToken(session: visitor.session).matches(form.value(FormToken.field)?.string) else {
        return try door.sendAgain(request, context, sent, by: visitor)
      }
      visit.sent = sent
      return try await Self.afterFirstPress { [visit] in
        try await handler(visit, SentForm.stripped(form, in: visit.language))
      }
    }
  }

  func add(
    _ path: RouterPath, _ method: HTTPRequest.Method,
    _ answer: @escaping @Sendable (PageDoor, Request, RequestScope) async throws -> Response
  ) {
    router.add(path, method) { [pages] admission in
      let door = PageDoor(pages: pages, admission: admission)
      return CallbackResponder { request, context in try await answer(door, request, context) }
    }
  }
}

extension ServiceRouter {
  /// Routes with these pages.
  public func pages(_ pages: Pages) -> PageRoutes {
    pages.assets.addRoutes(to: self)
    return PageRoutes(router: self, pages: pages)
  }
}
