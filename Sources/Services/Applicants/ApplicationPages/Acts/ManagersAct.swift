import Contracts
import FoundationEssentials
import ServiceKit

/// What a manager can do with one application, on a page of its own that says what follows.
enum ManagersAct: Hashable, Sendable {
  case take, release
  case invite, extraTime
  case accept
  case reject(RejectionReason)
  case withdraw, reopen
  case erase

  /// As its texts are called, whatever the reason.
  var name: String {
    switch self {
    case .take: "take"
    case .release: "release"
    case .invite: "invite"
    case .extraTime: "extra-time"
    case .accept: "accept"
    case .reject: "reject"
    case .withdraw: "withdraw"
    case .reopen: "reopen"
    case .erase: "erase"
    }
  }

  /// Below the page of the application.
  var path: [String] {
    if case .reject(let reason) = self { [name, reason.rawValue] } else { [name] }
  }

  /// Whether it ends something for the cat.
  var isDangerous: Bool {
    switch self {
    case .reject, .withdraw, .erase: true
    case .take, .release, .invite, .extraTime, .accept, .reopen: false
    }
  }

  /// What is asked for, by the names that the API has.
  var form: PageForm {
    switch self {
    case .take, .release, .erase: PageForm()
    case .invite: PageForm(.init("extra_minutes", .wholeNumber), .init("reason"))
    case .extraTime:
      PageForm(
        .init("minutes", .wholeNumber, refusedBy: ["attempt-over", "invitation-over"]),
        .init("reason"))
    case .accept: PageForm(.init("reason", refusedBy: ["not-proposed"]))
    case .reject: PageForm(.init("note"))
    case .withdraw, .reopen: PageForm(.init("reason"))
    }
  }

  /// Those with fields of a form of REST, for its functions to read.
  static let withoutReason: [ManagersAct] = [
    .take, .release, .invite, .extraTime, .accept, .withdraw, .reopen, .erase,
  ]
  static let all = withoutReason + RejectionReason.allCases.map(ManagersAct.reject)
}

extension ManagersAct {
  /// - Returns: nil after a mistake.
  func read(_ form: Form) -> (any ApplicationAct)? {
    let words = DecisionAct.words
    switch self {
    case .take: return HoldAct.take
    case .release: return HoldAct.release
    case .invite: return InviteAct(form)
    case .extraTime: return ExtraTimeAct(form)
    case .accept: return DecisionAct.accept(reason: form.optionalText("reason", words))
    case .reject(let reason):
      let note =
        reason == .other ? form.text("note", words) : form.optionalText("note", words)
      return DecisionAct.reject(reason, note: note)
    case .withdraw: return DecisionAct.withdraw(reason: form.optionalText("reason", words))
    case .reopen: return DecisionAct.reopen(reason: form.text("reason", words))
    case .erase: return EraseAct()
    }
  }
}

extension Application {
  /// What can be done about it where it stands, without the reasons of a rejection.
  ///
  /// - Parameter live: the invitation that counts.
  func possibleActs(_ live: InvitationRecord?, at now: Date) -> [ManagersAct] {
    switch status {
    case .new: [.invite, .withdraw]
    case .invited: (live?.possibleActs(at: now) ?? [.invite]) + [.withdraw]
    case .tested: [.accept, .invite, .withdraw]
    case .rejected: erasedAt == nil ? [.reopen] : []
    case .unconfirmed, .accepted, .withdrawn: []
    }
  }
}

extension Application {
  /// Whether it can be done where it stands.
  func allows(_ act: ManagersAct, _ live: InvitationRecord?, at now: Date) -> Bool {
    switch act {
    case .take, .release: true
    case .erase: erasedAt == nil
    case .reject: status.isOpen
    case .invite, .extraTime, .accept, .withdraw, .reopen:
      possibleActs(live, at: now).contains(act)
    }
  }
}

extension InvitationRecord {
  /// Another attempt takes the place of one that is over, or that was not begun; more time is of use
  /// until either is.
  fileprivate func possibleActs(at now: Date) -> [ManagersAct] {
    switch attempt?.status {
    case nil: goodUntil <= now ? [.invite] : [.extraTime, .invite]
    case .running: [.extraTime]
    case .handedIn, .marking: []
    case .finished, .void: [.invite]
    }
  }
}
