import HTTPTypes
public import Hummingbird

extension PageRoutes {
  /// A page with a form, and what the form does.
  ///
  /// What cannot be done is answered with the page once more, and with the problem's status: its
  /// form, made by `Visit.form`, holds what was typed and says what is wrong, each mistake at its
  /// field.
  /// - Parameters:
  ///   - show: the page.
  ///   - act: answers with `redirect`; to press twice is harmless if it goes by the form's
  ///     `idempotencyKey`.
  public func form(
    _ path: RouterPath, for roles: Role...,
    show: @escaping @Sendable (Visit) async throws -> Response,
    act: @escaping @Sendable (Visit, Form) async throws -> Response
  ) {
    self.show(path, roles, show)
    take(path, roles) { visit, form in
      do {
        return try await act(visit, form)
      } catch let problem as Problem where visit.shows(problem) {
        visit.context.outcome.note(problem)
        return try await show(visit.refused(problem))
      }
    }
  }

  /// A second press waits for what the first one does, until the route's deadline.
  static func afterFirstPress(
    _ act: () async throws -> Response
  ) async throws -> Response {
    while true {
      do {
        return try await act()
      } catch let problem as Problem where problem.isInFlight {
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }
}

extension Problem {
  /// Whether it passes by itself, when the first press is done.
  fileprivate var isInFlight: Bool { slug == Problem.requestInFlight.slug }
}

extension Visit {
  /// Whether a form says this by itself: who sent it can do something about it there.
  func shows(_ problem: Problem) -> Bool {
    let own: [HTTPResponse.Status] = [
      .badRequest, .conflict, .preconditionFailed, .contentTooLarge, .unsupportedMediaType,
      .unprocessableContent,
    ]
    return Site.isForPeople(request) && own.contains(problem.status) && !problem.isInFlight
  }

  /// The same visit after its form was refused.
  func refused(_ problem: Problem) -> Visit {
    var visit = self
    visit.sent?.problem = problem
    return visit
  }
}
