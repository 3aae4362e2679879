import Metrics
import Postgres

/// What is counted of forms that come in, and shown of what waits.
enum IntakeMetrics {
  static let all: [any DescribedMetric] = [
    confirmations, expired, waiting, waitingSeconds, actsWaiting,
  ]

  static let confirmations = Metric<Counter>(
    "mcf_confirmations_total", by: "outcome",
    meaning: """
      forms of applicants that were looked at, by outcome: asked (a letter asks to confirm it), \
      vacancy_closed, barred, mailbox_full
      """)
  static let expired = Metric<Counter>(
    "mcf_intake_expired_total",
    meaning: "forms that were thanked for, and dropped after two hours without a letter")
  static let waiting = Metric<Gauge>(
    "mcf_intake_waiting", meaning: "forms of applicants that wait for their letter")
  static let waitingSeconds = Metric<Gauge>(
    "mcf_intake_waiting_seconds",
    meaning: "for how long the oldest of them has waited; 0: there is none")
  static let actsWaiting = Metric<Gauge>(
    "mcf_acts_waiting_seconds",
    meaning: "for how long the oldest wish of an applicant has waited, such as to withdraw; 0: none"
  )
}
