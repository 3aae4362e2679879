import HTTPTypes
public import Hummingbird

extension PageRoutes {
  /// A page that is a list with a search, and reads its query; see ``ServiceRouter/readingQuery``.
  ///
  /// A search that is refused is answered with the whole list, and with the problem's status: its
  /// search, made by `Visit.search`, holds what was typed and says what is wrong with it.
  public func list(
    _ path: RouterPath, for roles: Role...,
    use handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    readingQuery.show(path, roles) { visit in
      do {
        return try await handler(visit)
      } catch let problem as Problem where visit.showsSearch(problem) {
        visit.context.outcome.note(problem)
        return try await handler(visit.searchRefused(problem))
      }
    }
  }
}

extension Visit {
  /// What the search above this list is.
  ///
  /// - Parameters:
  ///   - label: what is searched for.
  ///   - least: how many characters it takes; nil: any.
  public func search(
    _ label: String, ofAtLeast least: Int? = QueryForm.searchLength.lowerBound
  ) -> ListSearch {
    var search = ListSearch(label, least: least)
    if let mistake = refusedSearch?.errors.first {
      search.typed = QueryForm(query: request.uri.query).sent(FilterBar.field)
      search.mistake = texts.text(of: mistake.reason)
    }
    return search
  }

  /// Whether the list says this by itself: it is about nothing but what is searched for.
  fileprivate func showsSearch(_ problem: Problem) -> Bool {
    Site.isForPeople(request) && problem.status == .badRequest && !problem.errors.isEmpty
      && problem.errors.allSatisfy { $0.pointer == "?" + FilterBar.field }
  }

  /// The same visit without the search that was refused.
  fileprivate func searchRefused(_ problem: Problem) -> Visit {
    var visit = self
    visit.refusedSearch = problem
    return visit
  }
}
