import Contracts
import ServiceKit

/// Who does something with an application.
enum ApplicationDoer: Hashable, Sendable {
  /// Whoever has a link of hers, by the portal.
  case applicant
  case manager(ExactText)
  /// The service by itself, when time has come.
  case applicants

  var role: String {
    switch self {
    case .applicant: "applicant"
    case .manager: "manager"
    case .applicants: "applicants"
    }
  }

  /// The manager's id.
  var subject: ExactText? {
    if case .manager(let subject) = self { subject } else { nil }
  }
}

/// What can happen to an application, in the words of its history.
enum ApplicationEvent: String, CaseIterable, Hashable, Sendable {
  case asked, confirmed
  case taken
  case takenOver = "taken_over"
  case released, assigned
  case testsSet = "tests_set"
  case invited
  case invitedAgain = "invited_again"
  case timeAsked = "time_asked"
  case timeAdded = "time_added"
  case tested, rescored, accepted, rejected, withdrawn, reopened
  case linkSent = "link_sent"
  case linkMade = "link_made"
  case erased

  /// As what `application.changed` tells it; nil: that does not, since it is nobody's business, or an
  /// event of its own does.
  var cause: ApplicationChanged.Cause? { ApplicationChanged.Cause(rawValue: rawValue) }
}

/// One thing that has happened to an application: a row of its history.
struct ApplicationStep: Sendable {
  let event: ApplicationEvent
  let doer: ApplicationDoer
  /// A word of the application's own, such as why it was rejected.
  var reason: String?
  /// A manager's words, at most 2 000 characters; they go when the application is erased.
  var note: String?
  /// What was so, such as the minutes that were added. Never the applicant's words.
  var facts: JSONValue?

  init(
    _ event: ApplicationEvent, by doer: ApplicationDoer, reason: String? = nil,
    note: String? = nil, facts: JSONValue? = nil
  ) {
    self.event = event
    self.doer = doer
    self.reason = reason
    self.note = note
    self.facts = facts
  }
}
