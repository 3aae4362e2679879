import Contracts
import FoundationEssentials

/// What can stand in a mail's list.
enum LetterFact: String, CaseIterable, Sendable {
  case when, place, what, task, worker, client
  case pickUp = "pick_up"
  case supplies, price, charge, earning, until, why
  // of a client's invoice, and of payments for it
  case period, lines, total
  case creditUsed = "credit_used"
  case credited, due, how, amount, left, next
  // of a payslip
  case earned, fines, bonuses, corrections
  case carriedIn = "carried_in"
  case payable
  case carriedOut = "carried_out"
  case account
  // of a seal
  case kept, sealed, key, signature
  // of an application
  case vacancy, questions
  case time, added
  case beginBy = "begin_by"
  case ends, again
  // of all new ones
  case applications, applicants

  /// The text of its label.
  var label: String { "fact_\(rawValue)" }
}

/// Where a mail leads to.
struct LetterLink: Hashable, Sendable {
  /// The text's key of what is there.
  let label: String
  let place: Place
  /// It is for doing something, and looks like a button.
  var isAct = false

  enum Place: Hashable {
    /// Of ours: its path, with its query if it has one.
    case page(String)
    /// At the applicants' portal.
    case portal(SealedLink, of: UUID)
  }
}

extension LetterLink {
  init(label: String, address: Address) { self.init(label: label, place: .page(address.path)) }

  /// The order's page, of those that client and worker have each of their own.
  static func order(_ id: UUID, for reader: Recipient.Kind) -> [LetterLink] {
    switch reader {
    case .client: [LetterLink(label: "link_order", address: .ownOrder(id))]
    case .worker: [LetterLink(label: "link_job", address: .job(id))]
    case .department, .audit, .applicant, .manager: []
    }
  }
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
    case .invoiceIssued: [.period, .lines, .total, .creditUsed, .credited, .due, .how]
    case .paymentReceived: [.amount, .how, .when, .left]
    case .creditUsed: [.when, .left]
    case .paymentFailed: [.why, .left, .next]
    case .paymentReturned: [.amount, .why, .when, .left]
    case .refunded, .refundReturned: [.amount, .when]
    case .payslip:
      [
        .period, .earned, .fines, .bonuses, .corrections, .carriedIn, .payable, .carriedOut,
        .account,
      ]
    case .paidOut: [.amount, .account, .when]
    case .seal: [.kept, .sealed, .key, .signature]
    case .applicationInvited, .applicationInvitedAgain: [.vacancy, .questions, .time, .beginBy]
    case .applicationTimeAdded: [.vacancy, .time, .added, .beginBy, .ends]
    case .rejected: [.vacancy, .again]
    case .applicationAsked, .applicationConfirmed, .applicationTested, .applicationWithdrawn,
      .applicationReopened, .applicationLinkSent, .applicationErased, .welcome:
      [.vacancy]
    case .newApplications: [.applications, .applicants]
    case .review, .jobReview: [.what, .when]
    }
  }

  /// The text's key of what it says before that.
  func key(_ part: String) -> String { "\(rawValue)_\(part)" }
}
