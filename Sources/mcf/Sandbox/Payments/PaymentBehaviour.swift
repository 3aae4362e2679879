import ServiceKit

/// How well a provider of payments works. What becomes of a payment is settled when it is taken.
struct PaymentBehaviour<Code: DeclineCode>: Behaviour, Hashable {
  /// From taking an order to the answer.
  var delaySeconds = 0.0
  /// The share of orders that are answered with 503 and not taken.
  var failureRate = 0.0
  /// The share of orders that are taken, and then answered with 503 or by a cut line.
  var lostAnswerRate = 0.0
  /// The share of payments that are declined, and why.
  var declineRate = 0.0
  var declineCode = Code.usual
  /// How long a payment is pending before it is paid or declined.
  var pendingSeconds = 0.0
  /// The share of paid payments that come back, and how long after.
  var backRate = 0.0
  var backAfterSeconds = 0.0
  var notice = NoticeMode.normal
  /// The share of orders for which two payments are made.
  var payTwiceRate = 0.0
  /// Whether orders are answered only when this is false again.
  var hold = false
}

extension PaymentBehaviour {
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

  func changed(by form: Form) throws -> PaymentBehaviour {
    let changed = PaymentBehaviour(
      delaySeconds: form.optionalNumber("delay_seconds", Self.delays) ?? delaySeconds,
      failureRate: form.optionalNumber("failure_rate", Self.rates) ?? failureRate,
      lostAnswerRate: form.optionalNumber("lost_answer_rate", Self.rates) ?? lostAnswerRate,
      declineRate: form.optionalNumber("decline_rate", Self.rates) ?? declineRate,
      declineCode: form.optionalChoice("decline_code", Code.self) ?? declineCode,
      pendingSeconds: form.optionalNumber("pending_seconds", Self.delays) ?? pendingSeconds,
      backRate: form.optionalNumber("back_rate", Self.rates) ?? backRate,
      backAfterSeconds: form.optionalNumber("back_after_seconds", Self.delays)
        ?? backAfterSeconds,
      notice: form.optionalChoice("notice", NoticeMode.self) ?? notice,
      payTwiceRate: form.optionalNumber("pay_twice_rate", Self.rates) ?? payTwiceRate,
      hold: form.optionalBool("hold") ?? hold)
    try form.finish()
    return changed
  }

  /// What becomes of the next payment.
  func fate() -> PaymentFate {
    let isDeclined = happens(at: declineRate)
    let comesBack = !isDeclined && happens(at: backRate)
    return PaymentFate(
      pendingSeconds: pendingSeconds, end: isDeclined ? .declined(declineCode.decline) : .paid,
      backAfterSeconds: comesBack ? backAfterSeconds : nil)
  }
}

/// What becomes of a payment.
struct PaymentFate: Hashable, Sendable {
  let pendingSeconds: Double
  /// Paid or declined.
  let end: PaymentStatus
  /// How long after it is paid it comes back; nil: it does not.
  let backAfterSeconds: Double?

  /// Where it begins.
  var start: PaymentStatus { pendingSeconds > 0 ? .pending : end }

  static let paid = PaymentFate(pendingSeconds: 0, end: .paid, backAfterSeconds: nil)

  static let notRefundable = PaymentFate(
    pendingSeconds: 0, end: .declined(.notRefundable), backAfterSeconds: nil)
}
