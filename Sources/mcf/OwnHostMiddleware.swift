import Contracts
import Hummingbird

/// Answers only to the server's own name. A foreign site whose name is made to lead to this machine
/// (DNS rebinding) would else be taken for a page of the server's own, and could read what is there.
struct OwnHostMiddleware<Context: RequestContext>: RouterMiddleware {
  private let authority: ExactText

  /// - Parameter authority: host and port, as they stand in the server's address.
  init(_ authority: String) { self.authority = ExactText(authority) }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard request.head.authority.map({ ExactText($0) }) == authority else {
      throw HTTPError(.misdirectedRequest, message: "This is http://\(authority).")
    }
    return try await next(request, context)
  }
}
