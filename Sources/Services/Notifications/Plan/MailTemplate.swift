import FoundationEssentials
import Postgres

/// What a mail tells, whom, and for how long that is of use.
enum MailTemplate: String, CaseIterable, Sendable, PostgresText {
  case orderStands = "order-stands"
  case newJob = "new-job"
  case newPackage = "new-package"
  case checkedIn = "checked-in"
  case reportLate = "report-late"
  case done
  case jobDone = "job-done"
  case cancelled
  case jobCancelled = "job-cancelled"
  case failed
  case jobFailed = "job-failed"
  case suppliesReady = "supplies-ready"
  case invoiceIssued = "invoice-issued"
  case paymentReceived = "payment-received"
  case creditUsed = "credit-used"
  case paymentFailed = "payment-failed"
  case paymentReturned = "payment-returned"
  case refunded
  case refundReturned = "refund-returned"
  case payslip
  case paidOut = "paid-out"
  case seal
  case applicationAsked = "application-asked"
  case applicationConfirmed = "application-confirmed"
  case applicationInvited = "application-invited"
  case applicationInvitedAgain = "application-invited-again"
  case applicationTimeAdded = "application-time-added"
  case applicationTested = "application-tested"
  case applicationWithdrawn = "application-withdrawn"
  case applicationReopened = "application-reopened"
  case applicationLinkSent = "application-link-sent"
  case applicationErased = "application-erased"
  case welcome
  case rejected
  case newApplications = "new-applications"
  case review
  case jobReview = "job-review"
}

extension MailTemplate {
  var reader: Recipient.Kind {
    switch self {
    case .orderStands, .checkedIn, .done, .cancelled, .failed, .invoiceIssued, .paymentReceived,
      .creditUsed, .paymentFailed, .paymentReturned, .refunded, .refundReturned, .review:
      .client
    case .newJob, .reportLate, .jobDone, .jobCancelled, .jobFailed, .suppliesReady, .payslip,
      .paidOut, .jobReview:
      .worker
    case .newPackage: .department
    case .seal: .audit
    case .applicationAsked, .applicationConfirmed, .applicationInvited, .applicationInvitedAgain,
      .applicationTimeAdded, .applicationTested, .applicationWithdrawn, .applicationReopened,
      .applicationLinkSent, .applicationErased, .welcome, .rejected:
      .applicant
    case .newApplications: .manager
    }
  }

  /// What kind of thing it tells of, and so what is kept with its mails.
  var tells: any MailContent.Type {
    switch self {
    case .orderStands, .newJob, .newPackage, .checkedIn, .reportLate, .done, .jobDone, .cancelled,
      .jobCancelled, .failed, .jobFailed, .suppliesReady:
      OrderTold.self
    case .invoiceIssued: InvoiceTold.self
    case .paymentReceived, .creditUsed, .paymentFailed, .paymentReturned, .refunded,
      .refundReturned:
      PaymentTold.self
    case .payslip: PayslipTold.self
    case .paidOut: PayoutTold.self
    case .seal: SealTold.self
    case .applicationAsked, .applicationConfirmed, .applicationInvited, .applicationInvitedAgain,
      .applicationTimeAdded, .applicationTested, .applicationWithdrawn, .applicationReopened,
      .applicationLinkSent, .applicationErased, .welcome, .rejected:
      ApplicationTold.self
    case .newApplications: NewApplicationsTold.self
    case .review, .jobReview: ReviewTold.self
    }
  }

  enum Use: Hashable {
    case untilItHappens
    /// In seconds, from what it tells of.
    case lasting(TimeInterval)
    case always
  }

  /// What comes later than that is not sent: an outage or a replay floods nobody with old news.
  var use: Use {
    switch self {
    case .orderStands, .newJob, .newPackage, .suppliesReady: .untilItHappens
    case .checkedIn: .lasting(4 * 3_600)
    case .reportLate, .newApplications: .lasting(24 * 3_600)
    case .done, .jobDone, .cancelled, .jobCancelled, .failed, .jobFailed, .invoiceIssued,
      .paymentReceived, .creditUsed, .paymentFailed, .paymentReturned, .refunded,
      .refundReturned, .payslip, .paidOut, .applicationAsked, .applicationConfirmed,
      .applicationInvited, .applicationInvitedAgain, .applicationTimeAdded, .applicationTested,
      .applicationWithdrawn, .applicationReopened, .applicationLinkSent, .applicationErased,
      .welcome, .rejected:
      .lasting(7 * 86_400)
    case .review, .jobReview: .lasting(14 * 86_400)
    case .seal: .always
    }
  }

  /// What tells that an order has ended.
  static let endings: [MailTemplate] = [
    .done, .jobDone, .cancelled, .jobCancelled, .failed, .jobFailed,
  ]

  /// What nobody needs to read any more once the order has ended.
  static let overtakenByTheEnd: [MailTemplate] = [
    .orderStands, .newJob, .checkedIn, .reportLate, .suppliesReady,
  ]

  /// What applicants are told.
  static let toApplicants = allCases.filter { $0.reader == .applicant }

  /// What leads to a test, and to no other one any more once there is another invitation.
  static let invitations: [MailTemplate] = [
    .applicationInvited, .applicationInvitedAgain, .applicationTimeAdded,
  ]
}
