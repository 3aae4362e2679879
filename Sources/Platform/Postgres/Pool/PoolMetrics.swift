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
    made = Counter(label: "mcf_postgres_connects_total", dimensions: labels)
    refused = Counter(label: "mcf_postgres_connect_failures_total", dimensions: labels)
    lost = Counter(label: "mcf_postgres_connections_lost_total", dimensions: labels)
    timeouts = Counter(label: "mcf_postgres_acquire_timeouts_total", dimensions: labels)
  }

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
    open = Meter(label: "mcf_postgres_connections", dimensions: labels)
    busy = Meter(label: "mcf_postgres_connections_busy", dimensions: labels)
    waiting = Meter(label: "mcf_postgres_waiting", dimensions: labels)
  }

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
