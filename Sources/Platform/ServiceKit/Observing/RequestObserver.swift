import HTTPTypes
import Hummingbird
import Logging
import Metrics
import Postgres
import Synchronization

/// Counts and logs each request: by matched route, without tokens, bodies or personal data, but for
/// the address of who is refused.
final class RequestObserver: Sendable {
  private struct Series: Hashable {
    let method: HTTPRequest.Method
    let route: String
    let status: Int
  }

  private struct Handles {
    let count: Counter
    let duration: Timer
  }

  private let handles = Mutex<[Series: Handles]>([:])
  private let factory: any MetricsFactory
  private let inFlight: Counter

  init(factory: any MetricsFactory) {
    self.factory = factory
    inFlight = IdempotencyMetrics.inFlight(factory: factory)
  }

  static let count = Metric<Counter>(
    "http_requests_total", by: "method", "route", "status",
    meaning: "requests answered, by the route that they matched")
  static let duration = Metric<Timer>(
    "http_request_duration_seconds", by: "method", "route", meaning: "how long answering took")

  func observe(
    _ request: Request, _ response: Response, _ context: RequestScope,
    since start: ContinuousClock.Instant
  ) {
    let route = context.outcome.path?.description ?? "none"
    let nanoseconds = (ContinuousClock.now - start).nanoseconds
    let series = handles(
      of: Series(
        method: request.method.told, route: route, status: response.status.code))
    series.count.increment()
    series.duration.recordNanoseconds(nanoseconds)
    // Here, since a page's second press is not refused but waits, asking again and again.
    if context.outcome.problem?.slug == Problem.requestInFlight.slug { inFlight.increment() }
    log(request, response, context, route, nanoseconds)
  }

  private func handles(of series: Series) -> Handles {
    handles.withLock { handles in
      if let found = handles[series] { return found }
      let labels = [
        ("method", series.method == .trace ? "other" : series.method.rawValue),
        ("route", series.route), ("status", String(series.status)),
      ]
      let made = Handles(
        count: Self.count(labels, factory: factory),
        duration: Self.duration(Array(labels.prefix(2)), factory: factory))
      handles[series] = made
      return made
    }
  }

  /// Where refusals come from has to be known, to tell an attack from a fault; of nobody else is the
  /// address, which is personal, written anywhere.
  private static let refusals: Set<HTTPResponse.Status> = [
    .unauthorized, .forbidden, .contentTooLarge, .tooManyRequests, .requestHeaderFieldsTooLarge,
    .serviceUnavailable,
  ]

  private func log(
    _ request: Request, _ response: Response, _ context: RequestScope, _ route: String,
    _ nanoseconds: Int64
  ) {
    let problem = context.outcome.problem
    let level = level(of: response.status)
    guard context.logger.logLevel <= level else { return }
    var metadata: Logger.Metadata = [
      "method": .string(request.method.rawValue), "route": .string(route),
      "status": .stringConvertible(response.status.code),
      "ms": .stringConvertible(Double(nanoseconds / 10_000) / 100),
    ]
    if Self.refusals.contains(response.status), let address = context.address {
      metadata["address"] = .string(address)
    }
    let roles = context.outcome.roles
    if !roles.isEmpty {
      metadata["roles"] = .string(roles.map(\.rawValue).sorted().joined(separator: ","))
    }
    if let problem { metadata["problem"] = .string(problem.slug) }
    if let cause = problem?.cause { metadata["cause"] = .string(cause) }
    context.logger.log(level: level, "request", metadata: metadata)
  }
}

extension RequestObserver {
  /// Refused rights are worth a look: somebody tries doors, or a role is missing.
  private func level(of status: HTTPResponse.Status) -> Logger.Level {
    switch status {
    case .unauthorized, .forbidden: .notice
    default: status.kind == .serverError ? .error : .info
    }
  }
}

extension Duration {
  var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
