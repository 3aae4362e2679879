import ServiceKit

/// How well Gold Hat works. What becomes of a transfer is settled when it is taken.
struct GoldHatBehaviour: Behaviour, Hashable {
  /// When notices leave.
  enum Notices: String, CaseIterable, Sendable {
    case normal
    /// Before the order of a transfer is answered.
    case beforeAnswer = "before_answer"
    /// The same one again.
    case twice
    /// One waits until the next one has left.
    case shuffled
    case none
  }

  /// From taking a transfer to the answer.
  var delaySeconds = 0.0
  /// The share of orders that are answered with 503 and not taken.
  var failureRate = 0.0
  /// The share of orders that are taken, and then answered with 503 or by a cut line.
  var lostAnswerRate = 0.0
  /// The share of transfers that are declined, and why.
  var declineRate = 0.0
  var declineCode = DeclineCode.accountClosed
  /// How long a transfer is pending before it is paid or declined.
  var pendingSeconds = 0.0
  /// The share of paid transfers that come back, and how long after.
  var backRate = 0.0
  var backAfterSeconds = 0.0
  var notice = Notices.normal
  /// The share of orders for which two transfers are made.
  var payTwiceRate = 0.0
  /// Whether orders are answered only when this is false again.
  var hold = false
}

/// Why Gold Hat declines.
enum DeclineCode: String, CaseIterable, Sendable {
  case accountClosed = "account_closed"
  case accountUnknown = "account_unknown"
  case limitReached = "limit_reached"

  /// Whether it is of no use to try that account again.
  var isFinal: Bool { self != .limitReached }
}

extension GoldHatBehaviour {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("delay_seconds", delaySeconds)
    writer.field("failure_rate", failureRate)
    writer.field("lost_answer_rate", lostAnswerRate)
    writer.field("decline_rate", declineRate)
    writer.field("decline_code", declineCode.rawValue)
    writer.field("pending_seconds", pendingSeconds)
    writer.field("back_rate", backRate)
    writer.field("back_after_seconds", backAfterSeconds)
    writer.field("notice", notice.rawValue)
    writer.field("pay_twice_rate", payTwiceRate)
    writer.field("hold", hold)
    writer.endObject()
  }

  func changed(by form: Form) throws -> GoldHatBehaviour {
    let changed = GoldHatBehaviour(
      delaySeconds: form.optionalNumber("delay_seconds", Self.delays) ?? delaySeconds,
      failureRate: form.optionalNumber("failure_rate", Self.rates) ?? failureRate,
      lostAnswerRate: form.optionalNumber("lost_answer_rate", Self.rates) ?? lostAnswerRate,
      declineRate: form.optionalNumber("decline_rate", Self.rates) ?? declineRate,
      declineCode: form.optionalChoice("decline_code", DeclineCode.self) ?? declineCode,
      pendingSeconds: form.optionalNumber("pending_seconds", Self.delays) ?? pendingSeconds,
      backRate: form.optionalNumber("back_rate", Self.rates) ?? backRate,
      backAfterSeconds: form.optionalNumber("back_after_seconds", Self.delays)
        ?? backAfterSeconds,
      notice: form.optionalChoice("notice", Notices.self) ?? notice,
      payTwiceRate: form.optionalNumber("pay_twice_rate", Self.rates) ?? payTwiceRate,
      hold: form.optionalBool("hold") ?? hold)
    try form.finish()
    return changed
  }

  /// What becomes of the next transfer.
  func fate() -> TransferFate {
    let isDeclined = happens(at: declineRate)
    let comesBack = !isDeclined && happens(at: backRate)
    return TransferFate(
      pendingSeconds: pendingSeconds, end: isDeclined ? .declined(declineCode) : .paid,
      backAfterSeconds: comesBack ? backAfterSeconds : nil)
  }
}

/// What becomes of a transfer.
struct TransferFate: Hashable, Sendable {
  let pendingSeconds: Double
  /// Paid or declined.
  let end: TransferStatus
  /// How long after it is paid it comes back; nil: it does not.
  let backAfterSeconds: Double?

  /// Where it begins.
  var start: TransferStatus { pendingSeconds > 0 ? .pending : end }
}
