import Mail
import Metrics
import Postgres

/// What sending counts.
struct MailMetrics: Sendable {
  private static let mails = Metric<Counter>(
    "mcf_mails_total", by: "template", "state",
    meaning: """
      mails that were settled under a lease, by what they tell and how they ended: sent, failed, \
      suppressed, expired
      """)
  private static let tries = Metric<Counter>(
    "mcf_mail_tries_total", by: "phase", "class",
    meaning: """
      tries to hand a mail over, by how far they came (connect, tls, auth, mail, rcpt, data, dot, \
      done) and the answer's first digit; `done` and 2: the server has taken it
      """)
  private static let repeats = Metric<Counter>(
    "mcf_mail_repeats_total",
    meaning: "mails that may have arrived and are sent again, as nobody heard what the server said")

  static let all: [any DescribedMetric] = [mails, tries, repeats]

  private let repeats = Self.repeats()

  func count(_ turn: MailLife.Turn, _ news: MailNews, of template: MailTemplate) {
    if turn.state.isSettled {
      Self.mails([("template", template.rawValue), ("state", turn.state.rawValue)]).increment()
    }
    if let phase = news.phase {
      let answer = news.reply.map { "\($0.code / 100)" } ?? "none"
      Self.tries([("phase", phase.rawValue), ("class", answer)]).increment()
    }
    if turn.isRepeat { repeats.increment() }
  }
}
