import HTTPTypes
import Metrics
import Postgres

/// What the calls to one peer are counted by.
struct OutboundMetrics: Sendable {
  let peer: String
  private let duration: Timer

  init(peer: String) {
    self.peer = peer
    duration = Self.duration([("peer", peer)])
  }

  func note(
    _ outcome: Result<OutboundAnswer, OutboundFailure>, since start: ContinuousClock.Instant
  ) {
    Self.requests([("peer", peer), ("outcome", Self.name(of: outcome))]).increment()
    duration.recordNanoseconds((ContinuousClock.now - start).nanoseconds)
  }

  private static func name(of outcome: Result<OutboundAnswer, OutboundFailure>) -> String {
    switch outcome {
    case .success(let answer): "\(answer.status.code / 100)xx"
    case .failure(.tooSlow): "too_slow"
    case .failure(.unreachable): "unreachable"
    case .failure(.forbiddenHost): "forbidden_host"
    case .failure(.brokenOff): "broken_off"
    case .failure(.tooLarge): "too_large"
    case .failure(.insideTransaction): "inside_transaction"
    }
  }

  static let requests = Metric<Counter>(
    "mcf_outbound_requests_total", by: "peer", "outcome",
    meaning: """
      calls to others, by whom and outcome: 2xx to 5xx as they answered, or why they did not: \
      too_slow, unreachable, forbidden_host, broken_off, too_large, inside_transaction
      """)
  static let duration = Metric<Timer>(
    "mcf_outbound_request_duration_seconds", by: "peer",
    meaning: "how long calls to others took, to the last byte of the answer or to giving up")
}
