import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres

/// The present key set of an issuer: fetched, refreshed, kept.
actor IssuerKeys {
  private let issuer: String
  private let source: any KeySource
  private let store: (any KeySetStore)?
  private let clock: Clock
  private let logger: Logger
  /// Called when the set has become another one: what was verified by the one before is to be
  /// verified again.
  private let onChange: @Sendable () -> Void

  private let fetched: Gauge
  private let failures: Counter

  static let fetched = Metric<Gauge>(
    "mcf_key_set_fetched_timestamp_seconds", by: "tokens",
    meaning:
      "when the keys of access, session or ID tokens were fetched last; 0: never since the start")
  static let failures = Metric<Counter>(
    "mcf_key_set_fetch_failures_total", by: "tokens",
    meaning: "attempts to fetch the keys of access, session or ID tokens that failed")

  private var edition: Edition?
  /// As it was published.
  private var published: String?
  private var lastAttempt: Date?
  private var lastAttemptFailed = false
  private var ongoing: Task<Bool, Never>?

  /// At most one fetch for tokens that no known key has signed in this many seconds, whoever sends
  /// what.
  static let refetchInterval: TimeInterval = 30

  init(
    issuer: String, tokens: Tokens, source: any KeySource, store: (any KeySetStore)?, clock: Clock,
    logger: Logger, onChange: @escaping @Sendable () -> Void
  ) {
    self.issuer = issuer
    self.source = source
    self.store = store
    self.clock = clock
    self.logger = logger
    self.onChange = onChange
    let label = [("tokens", tokens.rawValue)]
    (fetched, failures) = (Self.fetched(label), Self.failures(label))
  }

  /// What its keys sign.
  enum Tokens: String {
    case access, session, identity
  }

  /// A key set, and how many have been before it.
  struct Edition {
    let keys: KeySet
    let number: Int
  }

  /// The present key set, or the kept one; nil: there is none yet.
  func present() async -> Edition? {
    if edition == nil { await loadKept() }
    return edition
  }

  /// For a token that no present key has signed: the set as the issuer publishes it by now, which is
  /// fetched anew, though not too often.
  ///
  /// - Returns: the newest set, and whether the issuer could be asked.
  func newest() async -> (edition: Edition?, isReachable: Bool) {
    if mayFetch { await fetch() }
    return (edition, !lastAttemptFailed)
  }

  /// Whoever comes while a fetch is under way waits for that one.
  private var mayFetch: Bool {
    guard ongoing == nil, let lastAttempt else { return true }
    return clock.now().timeIntervalSince(lastAttempt) >= Self.refetchInterval
  }

  /// Takes the kept set, unless one was fetched meanwhile.
  func loadKept() async {
    guard edition == nil, let store else { return }
    do {
      guard let kept = try await store.load(issuer: issuer) else { return }
      let set = try await KeySet(jwks: kept)
      if edition == nil { take(set) }
    } catch {
      logger.warning("kept key set cannot be used", metadata: ["cause": "\(error)"])
    }
  }

  /// - Returns: whether a usable set came; one that is not leaves the last good one in place.
  @discardableResult
  func fetch() async -> Bool {
    if let ongoing { return await ongoing.value }
    lastAttempt = clock.now()
    let task = Task { await fetchOnce() }
    ongoing = task
    defer { ongoing = nil }
    return await task.value
  }

  private func fetchOnce() async -> Bool {
    do {
      let jwks = try await source.fetch()
      take(try await KeySet(jwks: jwks))
      if published.map({ ExactText($0) }) != ExactText(jwks) { onChange() }
      published = jwks
      lastAttemptFailed = false
      fetched.record(clock.now().timeIntervalSince1970)
      await keep(jwks)
      return true
    } catch {
      lastAttemptFailed = true
      failures.increment()
      logger.warning("key set cannot be fetched", metadata: ["cause": "\(error)"])
      return false
    }
  }

  private func take(_ keys: KeySet) {
    edition = Edition(keys: keys, number: (edition?.number ?? 0) + 1)
  }

  private func keep(_ jwks: String) async {
    do {
      try await store?.save(jwks, issuer: issuer, at: clock.now())
    } catch {
      logger.warning("key set cannot be kept", metadata: ["cause": "\(error)"])
    }
  }
}
