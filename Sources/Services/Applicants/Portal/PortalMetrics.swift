import Metrics
import Postgres
import ServiceKit

/// What the portal counts.
struct PortalMetrics: Sendable {
  /// What becomes of a request.
  enum Outcome: String, CaseIterable { case served, failed, refused, shed, thanked }

  /// What becomes of an application that is in order, or is not.
  enum Sent: String, CaseIterable { case kept, repeated, silent, mistaken, shed, failed }

  private let requests: [PortalRank: [Outcome: Counter]]
  private let sent: [Sent: Counter]
  private let refused: [PortalRefusal.Stage: Counter]
  private let challenges: [ChallengeVerdict: Counter]
  private let answers: [SaveAnswer.Outcome: Counter]
  private let forgotten = PortalLimit.allCases.map { Self.evictions([("limiter", "\($0)")]) }
  private let waited = Self.waits()

  init() {
    requests = Self.each(PortalRank.allCases) { rank in
      Self.each(Outcome.allCases) { outcome in
        Self.arrivals([("class", "\(rank)"), ("outcome", outcome.rawValue)])
      }
    }
    sent = Self.each(Sent.allCases) { Self.submissions([("outcome", $0.rawValue)]) }
    challenges = Self.each(ChallengeVerdict.allCases) { Self.verdicts([("outcome", "\($0)")]) }
    answers = Self.each(SaveAnswer.Outcome.allCases) { Self.saves([("outcome", $0.rawValue)]) }
    refused = Self.each(PortalRefusal.Stage.allCases) { Self.refusals([("by", $0.rawValue)]) }
  }

  func count(_ rank: PortalRank, _ outcome: Outcome) { requests[rank]?[outcome]?.increment() }
  func count(_ stage: PortalRefusal.Stage) { refused[stage]?.increment() }
  func count(_ outcome: Sent) { sent[outcome]?.increment() }
  func count(_ verdict: ChallengeVerdict) { challenges[verdict]?.increment() }
  func count(_ outcome: SaveAnswer.Outcome) { answers[outcome]?.increment() }
  /// - Parameter counts: how many more keys were forgotten, in the order of the limits.
  func countForgotten(_ counts: [Int]) {
    for (counter, count) in zip(forgotten, counts) where count > 0 { counter.increment(by: count) }
  }
  func noteWait(_ nanoseconds: Nanoseconds) { waited.recordNanoseconds(nanoseconds) }

  private static func each<Key: Hashable, Value>(
    _ keys: [Key], _ value: (Key) -> Value
  ) -> [Key: Value] {
    Dictionary(uniqueKeysWithValues: keys.map { ($0, value($0)) })
  }

  private static let arrivals = Metric<Counter>(
    "mcf_portal_requests_total", by: "class", "outcome",
    meaning: """
      requests to the portal by who goes first (health, answers, holders, uploads, submissions, \
      forms, others) and by outcome: served, failed, refused, shed, thanked
      """)
  private static let refusals = Metric<Counter>(
    "mcf_portal_refused_total", by: "by",
    meaning: """
      requests to the portal that were not gone on with, by what refused them: shield, size, type, \
      limit, load, ticket
      """)
  private static let submissions = Metric<Counter>(
    "mcf_portal_submissions_total", by: "outcome",
    meaning: """
      applications by outcome: kept, repeated, silent (their mailbox has too many), mistaken, shed, \
      failed
      """)
  private static let waits = Metric<Timer>(
    "mcf_portal_queue_seconds", meaning: "how long applications waited for the database")

  private static let verdicts = Metric<Counter>(
    "mcf_portal_challenges_total", by: "outcome",
    meaning: """
      what who tells cats from programs said of those who applied: passed, failed, unavailable
      """)

  private static let evictions = Metric<Counter>(
    "mcf_portal_limit_evictions_total", by: "limiter",
    meaning: """
      who was forgotten while they still counted, since as many others came, by the limit: requests, \
      networkRequests, submissions, networkSubmissions, badLinks, link, photos, mailbox
      """)
  private static let saves = Metric<Counter>(
    "mcf_answers_total", by: "outcome",
    meaning: """
      answers to tests by outcome: saved, same (it was that already), over (too late), unknown, full
      """)

  static let all: [any DescribedMetric] = [
    arrivals, refusals, submissions, verdicts, waits, saves, evictions,
  ]
}
