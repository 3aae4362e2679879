/// What can stand in a mail's list.
enum LetterFact: String, CaseIterable, Sendable {
  case when, place, what, task, worker, client
  case pickUp = "pick_up"
  case supplies, price, charge, earning, until, why

  /// The text of its label.
  var label: String { "fact_\(rawValue)" }
}

extension MailTemplate {
  /// What its mail says one by one, as far as there is something to be said.
  var facts: [LetterFact] {
    switch self {
    case .orderStands: [.when, .place, .what, .task, .worker, .price]
    case .newJob: [.when, .place, .what, .task, .client, .pickUp]
    case .newPackage: [.pickUp, .worker, .what, .client, .when]
    case .checkedIn: [.when, .place, .what]
    case .reportLate: [.until, .what, .place, .when]
    case .done: [.what, .when, .place, .charge]
    case .jobDone: [.what, .when, .place, .earning]
    case .cancelled, .failed: [.why, .what, .when, .place, .charge]
    case .jobCancelled, .jobFailed: [.why, .what, .when, .place]
    case .suppliesReady: [.pickUp, .supplies, .what, .when, .place]
    }
  }

  /// The text's key of what it says before that.
  func key(_ part: String) -> String { "\(rawValue)_\(part)" }
}
