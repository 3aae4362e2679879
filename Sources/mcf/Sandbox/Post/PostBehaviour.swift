import Contracts
import ServiceKit

/// How well the post office works. What becomes of a mail is settled when it is announced.
struct PostBehaviour: Behaviour, Hashable {
  /// From the final dot to the answer to it.
  var delaySeconds = 0.0
  /// The share of mails that are answered with 451: half of them to RCPT, half to the dot.
  var failureRate = 0.0
  /// Addresses that are answered with 550 5.1.1.
  var unknown: [ExactText] = []
  /// The share of mails whose data is not asked for: DATA gets no answer.
  var hangBeforeDotRate = 0.0
  /// The share of mails that are kept, and whose dot gets no answer.
  var hangAfterDotRate = 0.0
  /// The share of mails that are kept, and whose dot is followed by the end of the line.
  var dropAfterDotRate = 0.0
  /// The same for mails that are not kept.
  var lostRate = 0.0
}

extension PostBehaviour {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("delay_seconds", delaySeconds)
    writer.field("failure_rate", failureRate)
    writer.field("unknown", unknown)
    writer.field("hang_before_dot_rate", hangBeforeDotRate)
    writer.field("hang_after_dot_rate", hangAfterDotRate)
    writer.field("drop_after_dot_rate", dropAfterDotRate)
    writer.field("lost_rate", lostRate)
    writer.endObject()
  }

  func changed(by form: Form) throws -> PostBehaviour {
    let changed = PostBehaviour(
      delaySeconds: form.optionalNumber("delay_seconds", Self.delays) ?? delaySeconds,
      failureRate: form.optionalNumber("failure_rate", Self.rates) ?? failureRate,
      unknown: form.contains("unknown")
        ? form.texts("unknown", 0...1_000, 1...320).map { ExactText($0) } : unknown,
      hangBeforeDotRate: form.optionalNumber("hang_before_dot_rate", Self.rates)
        ?? hangBeforeDotRate,
      hangAfterDotRate: form.optionalNumber("hang_after_dot_rate", Self.rates)
        ?? hangAfterDotRate,
      dropAfterDotRate: form.optionalNumber("drop_after_dot_rate", Self.rates)
        ?? dropAfterDotRate,
      lostRate: form.optionalNumber("lost_rate", Self.rates) ?? lostRate)
    try form.finish()
    return changed
  }

  /// What becomes of the next mail.
  func fate() -> PostFate {
    if happens(at: failureRate) { return Bool.random() ? .refusedAtRecipient : .refusedAtDot }
    if happens(at: hangBeforeDotRate) { return .hangsBeforeDot }
    if happens(at: hangAfterDotRate) { return .hangsAfterDot }
    if happens(at: dropAfterDotRate) { return .dropsAfterDot }
    return happens(at: lostRate) ? .lost : .taken
  }
}

/// What becomes of a mail.
enum PostFate: Hashable, Sendable, CaseIterable {
  case taken
  /// For now.
  case refusedAtRecipient, refusedAtDot
  case hangsBeforeDot, hangsAfterDot
  case dropsAfterDot, lost

  /// Whether it is in the box once its dot has come.
  var isKept: Bool {
    switch self {
    case .taken, .hangsAfterDot, .dropsAfterDot: true
    case .refusedAtRecipient, .refusedAtDot, .hangsBeforeDot, .lost: false
    }
  }
}
