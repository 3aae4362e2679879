public import Contracts
public import HTTPTypes

// The problems that every service knows. A service's own are made with `conflict` and `refused`.
extension Problem {
  /// 404: nothing here, or nothing that this caller may know of.
  public static var notFound: Problem {
    Problem(.notFound, "not-found", title: "There is nothing here")
  }

  /// 401: no token, or one that is not good.
  ///
  /// - Parameter error: why a token that was sent is not taken (RFC 6750, 3.1).
  public static func unauthorized(
    _ detail: String, error: BearerError? = nil, cause: String? = nil
  ) -> Problem {
    Problem(
      .unauthorized, "unauthorized", title: "A valid access token is needed", detail: detail,
      headers: [.wwwAuthenticate: BearerError.challenge(error)], cause: cause)
  }

  /// 403: the caller's roles do not allow this.
  public static var forbidden: Problem {
    var problem = forbidden()
    problem.headers[.wwwAuthenticate] = BearerError.challenge(.insufficientScope)
    return problem
  }

  /// 403 with a slug and an explanation of its own.
  public static func forbidden(
    _ slug: String = "forbidden", _ detail: String? = nil
  ) -> Problem {
    Problem(.forbidden, slug, title: "You may not do this", detail: detail)
  }

  /// 403: a client whom the register of clients has not met, or not told of yet.
  public static var clientNotRegistered: Problem {
    forbidden(
      "client-not-registered",
      "You are not registered yet. GET /api/clients/me registers you; then try again.")
  }

  /// 409: a lost race, a wrong state or a rule's refusal.
  public static func conflict(
    _ slug: String, _ detail: String, members: [String: JSONValue] = [:],
    amounts: [String: Money] = [:]
  ) -> Problem {
    Problem(
      .conflict, slug, title: "This cannot be done now", detail: detail, members: members,
      amounts: amounts)
  }

  /// 400 with every mistake that was found.
  public static func badInput(_ mistakes: [Mistake]) -> Problem {
    Problem(
      .badRequest, "bad-input", title: "The input has mistakes",
      detail: mistakes.count == 1
        ? "One mistake was found." : "\(mistakes.count) mistakes were found.",
      errors: mistakes)
  }

  /// 400 for input that cannot be read at all.
  public static func malformed(_ detail: String, at pointer: String? = nil) -> Problem {
    Problem(
      .badRequest, "bad-input", title: "The input cannot be read", detail: detail,
      errors: pointer.map { [Mistake($0, .unreadable(detail))] } ?? [])
  }

  /// 412: `If-Match` names another version than the present one.
  public static var preconditionFailed: Problem {
    Problem(
      .preconditionFailed, "precondition-failed", title: "The resource has changed",
      detail: "Read it again and send its ETag in If-Match.")
  }

  /// 428: this change needs `If-Match`.
  public static var preconditionRequired: Problem {
    Problem(
      .preconditionRequired, "precondition-required", title: "If-Match is required",
      detail: "Several people edit this; send the ETag that you read in If-Match.")
  }

  /// 413: more bytes than this route takes.
  public static func tooLarge(limit bytes: Int) -> Problem {
    Problem(
      .contentTooLarge, "content-too-large", title: "The body is too large",
      detail: "At most \(bytes) bytes are accepted here.")
  }

  /// 408: the body did not come within the route's deadline.
  static var bodyTooSlow: Problem {
    Problem(
      .requestTimeout, "body-too-slow", title: "The body came too slowly",
      detail: "The connection is closed; try again over a better one.",
      headers: [.connection: "close"])
  }

  /// 400, for the log: who sent it is gone.
  static func connectionEnded(cause: String) -> Problem {
    var problem = Problem.malformed("The connection ended before the request did.")
    problem.cause = cause
    problem.headers[.connection] = "close"
    return problem
  }

  /// 415: another media type than this route takes.
  public static func unsupportedMediaType(_ detail: String) -> Problem {
    Problem(
      .unsupportedMediaType, "unsupported-media-type", title: "This media type is not accepted",
      detail: detail)
  }

  /// 405 with the methods that the path does know.
  public static func methodNotAllowed(_ allowed: Set<HTTPRequest.Method>) -> Problem {
    let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
    return Problem(
      .methodNotAllowed, "method-not-allowed", title: "This method is not known here",
      detail: "Known here: \(list).", headers: [.allow: list])
  }

  /// 503: try again after `retryAfter` seconds.
  public static func unavailable(
    _ slug: String = "unavailable", _ detail: String, retryAfter: Int = 1, cause: String? = nil
  ) -> Problem {
    Problem(
      .serviceUnavailable, slug, title: "Not available right now", detail: detail,
      headers: [.retryAfter: "\(retryAfter)"], cause: cause)
  }

  /// 503: it may have taken effect; whether it has, its repetition tells.
  static func outcomeUnknown(cause: String) -> Problem {
    .unavailable(
      "outcome-unknown", "It may have been done. Send it again with the same key.", cause: cause)
  }

  /// 500: ours, not the caller's. The cause goes to the log.
  public static func internalError(cause: String) -> Problem {
    Problem(
      .internalServerError, "internal-error", title: "Something went wrong on our side",
      detail: "It has been logged. Trying again later may help.", cause: cause)
  }
}
