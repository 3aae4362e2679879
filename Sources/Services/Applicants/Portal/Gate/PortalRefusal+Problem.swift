import HTTPTypes
import ServiceKit

extension PortalRefusal {
  /// What a route says that finds it out later than the gate, and what programs are told.
  var problem: Problem {
    switch self {
    case .tooLarge(let limit): .tooLarge(limit: limit)
    case .unsupportedType:
      .unsupportedMediaType(
        "Send application/json to what begins with /api/, else application/x-www-form-urlencoded.")
    case .tooMany:
      refusing("Too many at once", "Wait as long as Retry-After says, then send it again.")
    case .overloaded:
      .unavailable(
        "overloaded", "Too many at once. Wait as long as Retry-After says, then send it again.",
        retryAfter: retryAfter(jitter: .random(in: 0..<1)) ?? 20)
    case .ticket(.invalid):
      refusing("This ticket is none of ours", "GET /api/apply has a ticket: send it as it is.")
    case .ticket(.tooYoung):
      refusing("This ticket is too young", "It is good from three seconds after it was made.")
    case .ticket(.expired), .ticketUsedUp:
      refusing("This ticket is used up", "GET /api/apply has another one.")
    }
  }

  private func refusing(_ title: String, _ detail: String) -> Problem {
    var problem = Problem(
      HTTPResponse.Status(code: status), slug ?? "", title: title, detail: detail)
    problem.headers[.retryAfter] = retryAfter(jitter: 0).map(String.init)
    return problem
  }
}
