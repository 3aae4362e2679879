import FoundationEssentials
import Metrics
import Postgres

/// Finds who carries an order out, in two stages: one statement finds at most 200 finalists, then
/// the pipeline in force puts them in order. No transaction may be open meanwhile, since external
/// steps may take a second.
struct Matcher: Sendable {
  let database: PostgresClient
  let pipelines: CurrentPipeline
  let runner: PipelineRunner
  /// The zone of business time.
  let timeZone: String
  let metrics = MatchMetrics()
  let seed: @Sendable () -> UInt64

  init(
    database: PostgresClient, external: ExternalSteps, timeZone: String,
    seed: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
  ) {
    self.database = database
    self.timeZone = timeZone
    self.seed = seed
    pipelines = CurrentPipeline(database: database)
    runner = PipelineRunner { question, step, time throws(ExternalStepFailure) in
      try await external.ask(question, step, within: time)
    }
  }

  /// The candidates of the best 200 by rank after `end`.
  func propose(
    _ request: MatchRequest, after end: RankPosition? = nil
  ) async throws -> Proposal {
    let clock = ContinuousClock()
    let start = clock.now
    let found = try await finalists(for: request, after: end)
    guard let found, let last = found.samples.last else {
      return Proposal(candidates: [], end: end, pipelineVersion: 0, run: nil)
    }
    let pipeline = try await pipelines.version(found.version)
    var run = await runner.run(
      pipeline, on: found.samples, for: MatchTask(request),
      reference: ReferenceSample(id: request.clientID), seed: seed())
    run.tookMicroseconds = (clock.now - start).microseconds
    metrics.count(run)
    return Proposal(run, end: RankPosition(rank: last.rank, id: last.id))
  }

  /// The first look is a short walk over the index, unless most are busy; then, as with all later
  /// looks, it may walk far and stays off the connections that everybody's reads share.
  private func finalists(
    for request: MatchRequest, after end: RankPosition?
  ) async throws -> FindFinalists.Row? {
    let statement = FindFinalists(request, timeZone: timeZone, after: end ?? .start)
    guard end == nil else { return try await database.readAlone(statement).first }
    do {
      return try await database.readOne(statement)
    } catch let error as PostgresError where error.sqlState == .queryCanceled {
      return try await database.readAlone(statement).first
    }
  }

  /// Proposes candidates, 200 at a time, until `take` has taken one.
  ///
  /// Ranks move while it looks, so somebody may slip behind it; it gives up only when a look from
  /// the very start finds nobody.
  /// - Parameter take: tries to get one of the candidates; nil when all were taken by others.
  /// - Returns: nil when nobody is left who is active, free at that time and not excluded.
  func match<Taken: Sendable>(
    _ request: MatchRequest, take: (Proposal) async throws -> Taken?
  ) async throws -> Taken? {
    var end: RankPosition?
    var hasEnrolled = false
    while true {
      try Task.checkCancellation()
      let proposal = try await propose(request, after: end)
      if let taken = try await takeAny(of: proposal, take) {
        metrics.found.increment()
        return taken
      }
      if !proposal.candidates.isEmpty {
        end = proposal.end
      } else if end != nil {
        end = nil
      } else if !hasEnrolled {
        hasEnrolled = true
        try await database.execute(EnrolWorkers(now: request.askedAt))
      } else {
        metrics.nobodyFree.increment()
        return nil
      }
    }
  }

  private func takeAny<Taken>(
    of proposal: Proposal, _ take: (Proposal) async throws -> Taken?
  ) async throws -> Taken? {
    proposal.candidates.isEmpty ? nil : try await take(proposal)
  }

  /// The first `limit` half hours after the one asked for at which somebody is free.
  func laterTimes(
    _ request: MatchRequest, until latest: Date, limit: Int = 3
  ) async throws -> [Date] {
    try await database.readAlone(
      FindLaterTimes(request, timeZone: timeZone, until: latest, limit: limit))
  }
}

extension Proposal {
  init(_ run: PipelineRun, end: RankPosition?) {
    candidates = run.ranking.order.map {
      Candidate(workerID: run.samples[$0].id, workerName: run.samples[$0].name)
    }
    self.end = end
    pipelineVersion = run.pipeline.version
    self.run = run
  }
}

extension FindFinalists {
  init(
    _ request: MatchRequest, timeZone: String, after: RankPosition = .start,
    ignoring order: UUID? = nil
  ) {
    self.init(
      busy: request.busy, timeZone: timeZone, excluded: request.excludedWorkers, after: after,
      ignoredOrder: order ?? request.orderID)
  }
}
