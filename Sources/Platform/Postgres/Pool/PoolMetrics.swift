import Metrics

/// What is counted and shown of one client's connections, each series labelled with its
/// `applicationName` and with what the connections are for.
struct PoolMetrics: Sendable {
  let shared: ConnectionCounters
  let leased: ConnectionCounters
  let listener: ConnectionCounters
  let bell: ConnectionCounters
  let sharedUsage: UsageMeters
  let leasedUsage: UsageMeters

  init(client: String) {
    func labels(_ kind: String) -> [(String, String)] { [("client", client), ("kind", kind)] }
    shared = ConnectionCounters(labels("shared"))
    leased = ConnectionCounters(labels("leased"))
    listener = ConnectionCounters(labels("listener"))
    bell = ConnectionCounters(labels("bell"))
    sharedUsage = UsageMeters(labels("shared"))
    leasedUsage = UsageMeters(labels("leased"))
  }

  static let all = ConnectionCounters.metrics + UsageMeters.metrics

  subscript(role: Session.Role) -> ConnectionCounters {
    switch role {
    case .shared: shared
    case .leased: leased
    case .listener: listener
    case .bell: bell
    }
  }
}

/// What has happened to the connections of one kind.
struct ConnectionCounters: Sendable {
  let made: Counter
  let refused: Counter
  let lost: Counter
  private let timeouts: Counter

  init(_ labels: [(String, String)]) {
    made = Self.made(labels)
    refused = Self.refused(labels)
    lost = Self.lost(labels)
    timeouts = Self.timeouts(labels)
  }

  private static let made = Metric<Counter>(
    "mcf_postgres_connects_total", by: "client", "kind", meaning: "connections made")
  private static let refused = Metric<Counter>(
    "mcf_postgres_connect_failures_total", by: "client", "kind",
    meaning: "attempts to connect that failed")
  private static let lost = Metric<Counter>(
    "mcf_postgres_connections_lost_total", by: "client", "kind",
    meaning: "connections that broke")
  private static let timeouts = Metric<Counter>(
    "mcf_postgres_acquire_timeouts_total", by: "client", "kind",
    meaning: "statements that waited for a connection in vain")

  static let metrics: [any DescribedMetric] = [made, refused, lost, timeouts]

  /// Counts the failure of one who waited, if it is that the deadline has passed.
  func failed(_ error: PostgresError) {
    if error.code == .acquireTimeout { timeouts.increment() }
  }
}

/// How many connections there are, how many of them have something to do, and how many wait for one.
struct PoolUsage: Equatable {
  var open = 0
  var busy = 0
  var waiting = 0
}

/// Shows the usage of all pools of a name together: a relay has one for each database.
struct UsageMeters: Sendable {
  private let open: Meter
  private let busy: Meter
  private let waiting: Meter

  init(_ labels: [(String, String)]) {
    open = Self.open(labels)
    busy = Self.busy(labels)
    waiting = Self.waiting(labels)
  }

  private static let open = Metric<Meter>(
    "mcf_postgres_connections", by: "client", "kind",
    meaning: """
      connections open, by client (such as "mcf orders") and kind: shared by reads, or leased to \
      transactions
      """)
  private static let busy = Metric<Meter>(
    "mcf_postgres_connections_busy", by: "client", "kind",
    meaning: "connections that have something to do")
  private static let waiting = Metric<Meter>(
    "mcf_postgres_waiting", by: "client", "kind", meaning: "who waits for a connection")

  static let metrics: [any DescribedMetric] = [open, busy, waiting]

  /// - Parameter last: what is shown of this pool so far.
  func show(_ usage: PoolUsage, last: PoolUsage) {
    func show(_ meter: Meter, _ count: KeyPath<PoolUsage, Int>) {
      let change = usage[keyPath: count] - last[keyPath: count]
      if change != 0 { meter.increment(by: Double(change)) }
    }
    show(open, \.open)
    show(busy, \.busy)
    show(waiting, \.waiting)
  }
}

extension PostgresClient {
  /// What every client counts and shows of its connections.
  public static var metrics: [any DescribedMetric] { PoolMetrics.all }
}
