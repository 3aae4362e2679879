import FoundationEssentials

/// Where an application stands, as its holder is told.
enum HolderState: Hashable, Sendable {
  /// To be confirmed by whoever holds the mailbox.
  case unconfirmed
  /// What was sent last is not decided yet.
  case working
  /// It is going to be deleted in moments, and its links with it.
  case deleting
  /// Confirmed too late: another one of that mailbox is open for the vacancy.
  case openAlready
  /// Rejected before: the vacancy can be applied for again from then on.
  case again(from: Date)
  case dropped
  case new
  case invited
  /// Invited, and not begun in time.
  case lapsed
  case testing
  /// Handed in, and not all marked.
  case marking
  case tested
  case accepted
  /// None: it is not said from when on it can be applied for again.
  case rejected(again: Date?)
  case withdrawn

  init(of record: HolderRecord, at now: Date) {
    let deciding: Set<PortalAct.Kind> = [.confirm, .withdraw]
    let deleting: Set<PortalAct.Kind> = [.notMe, .erase]
    switch record.status {
    case nil: self = .init(ofDropped: record)
    case _ where !deleting.isDisjoint(with: record.waiting): self = .deleting
    case _ where !deciding.isDisjoint(with: record.waiting): self = .working
    case .unconfirmed: self = .unconfirmed
    case .new: self = .new
    case .invited: self = .init(ofInvited: record, at: now)
    case .tested: self = .tested
    case .accepted: self = .accepted
    case .rejected: self = .rejected(again: record.reapplyAt)
    case .withdrawn: self = .withdrawn
    }
  }

  private init(ofDropped record: HolderRecord) {
    switch (record.result, record.resultUntil) {
    case (.alreadyOpen, _): self = .openAlready
    case (.reapplyLater, let until?): self = .again(from: until)
    default: self = .dropped
    }
  }

  /// An attempt that nobody can answer to any more is as if it were handed in, which it is soon.
  private init(ofInvited record: HolderRecord, at now: Date) {
    if let attempt = record.attempt {
      self = attempt.status == .running && now < attempt.acceptUntil ? .testing : .marking
    } else if let invitation = record.invitation, now < invitation.goodUntil {
      self = .invited
    } else {
      self = .lapsed
    }
  }

  /// As the keys of its texts have it.
  var name: String {
    switch self {
    case .unconfirmed: "unconfirmed"
    case .working: "working"
    case .deleting: "deleting"
    case .openAlready: "open_already"
    case .again: "again"
    case .dropped: "dropped"
    case .new: "new"
    case .invited: "invited"
    case .lapsed: "lapsed"
    case .testing: "testing"
    case .marking: "marking"
    case .tested: "tested"
    case .accepted: "accepted"
    case .rejected(let again): again == nil ? "rejected" : "rejected_again"
    case .withdrawn: "withdrawn"
    }
  }

  /// What its holder can do besides reading it.
  var acts: [PortalAct.Kind] {
    switch self {
    case .unconfirmed: [.confirm, .notMe, .erase, .resend]
    case .working, .deleting, .openAlready, .again, .dropped: []
    case .new, .lapsed, .marking, .tested: [.withdraw, .erase, .resend]
    case .invited, .testing: [.withdraw, .erase, .resend, .moreTime]
    case .accepted, .rejected, .withdrawn: [.erase, .resend]
    }
  }
}

extension [PortalAct.Kind] {
  /// The key of what the page is called where one leaves; nil: there is nothing to leave.
  var leaving: String? { contains(.withdraw) ? "leave" : contains(.erase) ? "erase" : nil }
}
