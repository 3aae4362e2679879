import Contracts
import HTTPTypes
public import Hummingbird

extension PageRoutes {
  /// A page that is a list with a search, and reads its query; see ``ServiceRouter/readingQuery``.
  ///
  /// What is refused of that is left out, and the answer is the list without it, with the problem's
  /// status: its search, made by `Visit.search`, holds what was typed and says what is wrong with it.
  ///
  /// - Parameter fields: other fields above the list, which say so by `Visit.refused`.
  public func list(
    _ path: RouterPath, for roles: Role..., narrowedBy fields: [String] = [],
    use handler: @escaping @Sendable (Visit) async throws -> Response
  ) {
    let shown = Set((fields + [FilterBar.field]).map { ExactText("?" + $0) })
    readingQuery.show(path, roles) { visit in
      do {
        return try await handler(visit)
      } catch let problem as Problem where visit.shows(problem, in: shown) {
        visit.context.outcome.note(problem)
        return try await handler(visit.narrowedLess(problem))
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
    if let (typed, mistake) = refused(FilterBar.field) {
      search.typed = typed
      search.mistake = mistake
    }
    return search
  }

  /// What was typed in a field above this list and is refused, and what is wrong with it; nil: it
  /// is not.
  public func refused(_ field: String) -> (typed: String, mistake: String)? {
    let pointer = ExactText("?" + field)
    guard let mistake = refusedFields?.errors.first(where: { ExactText($0.pointer) == pointer })
    else { return nil }
    let typed = QueryForm(query: request.uri.query).sent(field)
    return (typed ?? "", texts.text(of: mistake.reason))
  }

  /// Whether the list says this by itself: it is about nothing but its fields.
  fileprivate func shows(_ problem: Problem, in fields: Set<ExactText>) -> Bool {
    Site.isForPeople(request) && problem.status == .badRequest && !problem.errors.isEmpty
      && problem.errors.allSatisfy { fields.contains(ExactText($0.pointer)) }
  }

  /// The same visit without what was refused.
  fileprivate func narrowedLess(_ problem: Problem) -> Visit {
    var visit = self
    visit.refusedFields = problem
    return visit
  }
}
