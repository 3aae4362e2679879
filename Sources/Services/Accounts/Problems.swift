import Contracts
import HTTPTypes
import ServiceKit

// What signing in refuses, each with what somebody can do about it.
extension Problem {
  /// What a page shows of it, and nobody's log.
  static let provider = "provider"
  static let reason = "reason"
  static let address = "address"

  /// - Parameter provider: what people call the provider.
  init(_ fault: SignInFault, provider: String?) {
    switch fault {
    case .over(let cause):
      self.init(
        .badRequest, "sign-in-over", title: "That took too long, or began in another browser",
        detail: "Begin again.", cause: cause)
    case .refused(let refusal):
      self.init(
        .forbidden, "sign-in-refused", title: "You did not sign in",
        detail: "The provider has let nobody in.", members: [Self.reason: .string("\(refusal)")],
        cause: "the provider's error")
    case .unproven(let cause):
      self.init(
        .badRequest, "sign-in-unproven", title: "It is not proven who you are",
        detail: "What the provider has sent cannot be believed. Begin again.", cause: cause)
    case .notRegistered(let stranger):
      self.init(
        .forbidden, "not-registered", title: "You are nobody here",
        members: [Self.reason: .string(stranger.reason.rawValue)],
        cause: "nobody here: \(stranger.reason.rawValue)")
      if let address = stranger.address { members[Self.address] = .string(address) }
    case .providerAway(let cause):
      self = .unavailable(
        "provider-away", "The provider does not answer. Try again in a minute.", retryAfter: 30,
        cause: cause)
    }
    if let provider { members[Self.provider] = .string(provider) }
  }

  /// 503: pages send somebody back who is signed in.
  ///
  /// - Parameter goal: the page.
  static func sessionNotKnown(at goal: String) -> Problem {
    var problem = unavailable(
      "session-not-known", "You are signed in, but the page does not know it yet.",
      retryAfter: 60,
      cause: "a page does not take our tokens: do clocks, MCF_PUBLIC_URL and key sets agree?")
    problem.members[FailedView.again] = .string(goal)
    return problem
  }

  /// 404: it is somebody else's, or there is none.
  static let sessionNotYours = Problem(
    .notFound, "session-not-yours", title: "You have no such session")

  /// 409, which the command line alone has: whoever was faster has done what was wanted.
  static let keyTurned = conflict("key-turned", "Another key was made at the same time.")

  /// 404.
  static let noSuchLink = Problem(.notFound, "no-such-link", title: "There is no such link")

  /// 403: they have left since they signed in.
  static let standingOver = forbidden(
    "standing-over", "You are this no more. Sign in again.")
}
