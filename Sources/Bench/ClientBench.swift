import ArgumentParser
import LocalPostgres
import Logging
import Postgres

/// Prepared one-row reads: our client against `pgbench -S -M prepared`, in alternating rounds on
/// the same throw-away server.
struct ClientBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "client", abstract: "Prepared one-row SELECT against pgbench -S -M prepared.")

  @Option(help: "Rounds of each; they alternate.") var rounds = 7
  @Option(help: "Seconds a round.") var seconds = 5
  @Option(help: "Tasks that read, one statement at a time each.") var tasks = 64
  @Option(help: "Connections of pgbench.") var connections = 8
  @Option(help: "Connections that our tasks share; a service has two.") var shared = 2
  @Flag(help: "Only our side, for a profiler.") var only = false
  @Option(help: "A database to use instead of a throw-away server's, filled by `pgbench -i -s 10`.")
  var url: String?

  private static let scale = 10

  func run() async throws {
    if let url { return try await compare(at: url) }
    try await withThrowAwayServer { server in
      let url = server.url(database: "postgres")
      try await PGBench(url: url).fill(scale: Self.scale)
      try await compare(at: url)
    }
  }

  private func compare(at url: String) async throws {
    let pgbench = try PGBench(url: url)
    var configuration = PostgresConfiguration(url: url)
    configuration.sharedConnections = shared
    try await withPostgresClient(configuration) { db in
      _ = try await measure(db, seconds: 1)  // opens and warms
      var theirs: [Measurement] = []
      var ours: [Measurement] = []
      for _ in 0..<rounds {
        if !only {
          theirs.append(try await pgbench.select(connections: connections, seconds: seconds))
        }
        ours.append(try await measure(db, seconds: seconds))
      }
      report(ours: ours, theirs: theirs)
    }
  }

  private func measure(_ db: PostgresClient, seconds: Int) async throws -> Measurement {
    let cpu = CPUTime.ofThisProcess()
    let start = ContinuousClock.now
    let end = start + .seconds(seconds)
    let queries = try await withThrowingTaskGroup(of: Int.self) { group in
      for task in 0..<tasks {
        group.addTask { try await Self.read(db, seed: UInt64(task + 1), until: end) }
      }
      return try await group.reduce(0, +)
    }
    return Measurement(
      queries: queries, elapsed: ContinuousClock.now - start,
      cpu: CPUTime.ofThisProcess() - cpu)
  }

  private static func read(
    _ db: PostgresClient, seed: UInt64, until end: ContinuousClock.Instant
  ) async throws -> Int {
    var random = XorShift(state: seed &* 0x9E37_79B9_7F4A_7C15)
    var count = 0
    while true {
      let account = Int32(random.next() % UInt64(100_000 * scale)) + 1
      guard try await db.readOne(SelectBalance(account: account)) != nil else {
        throw ValidationError("account \(account) is missing")
      }
      count += 1
      if count % 16 == 0, ContinuousClock.now >= end { return count }
    }
  }

  private func report(ours: [Measurement], theirs: [Measurement]) {
    print("prepared one-row SELECT, \(rounds) rounds of \(seconds) s\n")
    print("| | queries/s | CPU per query |\n|---|---|---|")
    row("mcf, \(tasks) tasks over \(shared) connections", ours)
    guard !theirs.isEmpty else { return }
    row("pgbench -S -M prepared -j 2 -c \(connections)", theirs)
    let rates = zip(ours, theirs).map { $0.queriesPerSecond / $1.queriesPerSecond }
    let costs = zip(ours, theirs).map { $0.microsecondsPerQuery / $1.microsecondsPerQuery }
    print("| ratio | \(Spread(rates, "×", digits: 2)) | \(Spread(costs, "×", digits: 2)) |")
    print("\ngoal: at least 1.2 × the queries/s, at most 1.0 × the CPU per query")
  }

  private func row(_ name: String, _ rounds: [Measurement]) {
    let rates = Spread(rounds.map { $0.queriesPerSecond / 1_000 }, "k", digits: 1)
    let costs = Spread(rounds.map(\.microsecondsPerQuery), "µs", digits: 1)
    print("| \(name) | \(rates) | \(costs) |")
  }
}

/// pgbench's own statement.
private struct SelectBalance: Statement {
  typealias Row = Int32
  static let sql = "select abalance from pgbench_accounts where aid = $1"
  let account: Int32
  var bindings: Bindings { [account] }
}

/// Marsaglia, "Xorshift RNGs", 2003: cheap, so that drawing numbers does not show.
private struct XorShift {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
