public import Hummingbird

/// Routes for people: they know the visitor by the session's cookie and answer with HTML.
public struct PageRoutes {
  let routes: TermedRoutes
  let door: PageDoor

  /// The same for pages that read their query; see ``TermedRoutes/readingQuery``.
  public var readingQuery: PageRoutes { PageRoutes(routes: routes.readingQuery, door: door) }

  /// A page for visitors with one of the roles; no roles named: any.
  ///
  /// Who is not signed in is sent to the sign-in page and comes back from there.
  public func get(
    _ path: RouterPath, for roles: Role...,
    use handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    routes.get(path) { [door] request, context in
      guard let visitor = try await door.visitor(request) else {
        return try door.signIn(request)
      }
      return try await handler(door.visit(request, context, visitor, roles))
    }
  }

  /// What a page's script reads for as long as the page is open: without a deadline.
  public func stream(
    _ path: RouterPath, for roles: Role...,
    use handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    routes.withDeadline(.none).get(path) { [door] request, context in
      guard let visitor = try await door.visitor(request) else { throw PageDoor.signInNeeded }
      return try await handler(door.visit(request, context, visitor, roles))
    }
  }

  /// What a form of our own pages does; see `FormToken`.
  ///
  /// - Parameter handler: gets the form's other fields and answers with `redirect`.
  public func post(
    _ path: RouterPath, for roles: Role...,
    use handler: @escaping @Sendable (Visit, Form) async throws -> Response
  ) {
    routes.post(path) { [door] request, context in
      try CrossSiteCheck.check(request)
      guard let visitor = try await door.visitor(request) else { throw PageDoor.signInNeeded }
      let visit = try door.visit(request, context, visitor, roles)
      let form = try await request.urlEncodedForm()
      guard FormToken(session: visitor.session).matches(form.value(FormToken.field)?.string) else {
        throw Problem.forbidden("stale-form", "Go back, load the page again and send it once more.")
      }
      return try await handler(visit, form)
    }
  }
}

extension ServiceRouter {
  /// Routes with these pages.
  public func pages(_ pages: Pages) -> PageRoutes {
    pages.assets.addRoutes(to: self)
    return PageRoutes(
      routes: TermedRoutes(router: self), door: PageDoor(site: site, pages: pages, admit: admit))
  }
}
