import Contracts
import Metrics
import Postgres

/// What is counted of signing in.
enum AccountsMetrics {
  static let signIns = Metric<Counter>(
    "mcf_sign_ins_total", by: "provider", "outcome",
    meaning: """
      answers that browsers brought back from providers, by provider and outcome: signed_in, or why \
      not: over, denied (by themselves), refused, unproven, not_registered, provider_away, failed \
      (ours)
      """)
  static let ended = Metric<Counter>(
    "mcf_sessions_ended_total", by: "reason",
    meaning: """
      sessions that were ended, by reason: signed_out, provider_logout, expired, deactivated, \
      ended_by_person
      """)

  static let logouts = Metric<Counter>(
    "mcf_provider_logouts_total", by: "provider", "outcome",
    meaning: """
      logouts that providers told of, by provider and outcome: heard, repeated, refused, \
      provider_away (its keys are not at hand)
      """)

  static let all: [any DescribedMetric] = [signIns, ended, logouts]

  static func count(_ outcome: String, of provider: ExactText?) {
    signIns([("provider", provider?.text ?? "unknown"), ("outcome", outcome)]).increment()
  }

  static func countLogout(_ outcome: String, of provider: ExactText?) {
    logouts([("provider", provider?.text ?? "unknown"), ("outcome", outcome)]).increment()
  }

  static func count(_ reason: Session.End, _ number: Int = 1) {
    guard number > 0 else { return }
    ended([("reason", reason.rawValue)]).increment(by: Int64(number))
  }
}
