import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// Who has a mail sent again, and why.
public struct Resend: Sendable {
  let by: ExactText
  /// nil: nobody has said it.
  let why: String?

  static let whyLength = 1...500

  /// For how long a mail is of use to whoever has asked for it, in seconds: the server is asked
  /// again and again meanwhile, and who asked looks after it, or asks once more.
  static let use: TimeInterval = 86_400
}

/// The last of the mails that tell the same to the same, as far as it matters for one more.
struct LastMail: Sendable {
  let id: UUID
  let state: MailState
  let isForgotten: Bool
  /// Where one more would go; nil: nothing was heard so far of whom it is for, or it is forgotten.
  let address: String?
  /// Nobody is written to there.
  let isSuppressed: Bool
  /// Of its Message-ID, what stands before the @.
  let messageID: String

  /// Of the Message-ID of the one after it: to receivers it is another mail.
  var nextMessageID: String { MailDraft.messageID(of: "\(messageID)|again") }

  /// Who has one of them sent again knows how it stands with the last: two who do so at once are of
  /// one mind, and make one mail.
  ///
  /// - Parameter id: of the one that was chosen.
  /// - Returns: why it is to be sent again.
  /// - Throws: 409 problems for one that is on its way or was sent, as long as no reason for it is
  ///   given, for one that is forgotten and for an address that is not written to; 400 without a
  ///   reason.
  func check(_ resend: Resend, of chosen: UUID) throws -> String {
    guard state.isSettled else { throw Problem.mailUnderWay(id) }
    guard !isForgotten else { throw Problem.mailForgotten }
    if state == .sent, chosen != id || resend.why == nil { throw Problem.alreadySent(id) }
    guard let why = resend.why else { throw Problem.badInput([Mistake("/why", .required)]) }
    guard !isSuppressed else { throw Problem.addressSuppressed }
    return why
  }
}

extension Problem {
  static var noSuchMessage: Problem {
    Problem(
      .notFound, "no-such-message", title: "There is no such mail",
      detail: "No mail has this id. GET /api/notifications/mails and mcf mail list name them.")
  }

  /// 409: it, or one that was made of it since, is not settled.
  static func mailUnderWay(_ id: UUID) -> Problem {
    conflict(
      "mail-under-way",
      "The mail is still on its way, or somebody has had it sent again already: see \(id.wire).",
      members: ["mail": .string(id.wire)])
  }

  /// 409: it, or one that was made of it since.
  static func alreadySent(_ id: UUID) -> Problem {
    conflict(
      "already-sent",
      "The mail was sent: see \(id.wire). To send that one again all the same, say why.",
      members: ["mail": .string(id.wire)])
  }

  /// 409: what it said is not known any more.
  static var mailForgotten: Problem {
    conflict(
      "mail-forgotten", "What this mail said is forgotten: its end is more than 90 days ago.")
  }

  /// 409: whoever wants it sent lifts that first.
  static var addressSuppressed: Problem {
    conflict(
      "address-suppressed",
      "Nobody is written to at this address. Lift that first (POST "
        + "/api/notifications/suppressed/lift, mcf mail lift), then send the mail again.")
  }
}
