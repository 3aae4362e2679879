import FoundationEssentials
import Postgres

/// What matching did for one order, as it is stored and shown to managers. Samples leave
/// matching here: outside they are workers again.
struct MatchTrace: Codable, Sendable {
  static let bestKept = 10

  struct Step: Codable, Sendable {
    let name: String
    let kind: PipelineStep.Kind
    /// Why it did not count.
    let skipped: String?
    let tookMicroseconds: Int64

    enum CodingKeys: String, CodingKey {
      case name, kind, skipped
      case tookMicroseconds = "took_microseconds"
    }
  }

  struct Judged: Codable, Sendable {
    let workerID: UUID
    let workerName: String
    let rating: Double
    let verdicts: [String: ExternalVerdict]

    enum CodingKeys: String, CodingKey {
      case rating, verdicts
      case workerID = "worker_id"
      case workerName = "worker_name"
    }
  }

  let pipelineVersion: Int64
  /// In hexadecimal: JSON's numbers do not hold 64 bits.
  let seed: String
  let finalists: Int
  let vetoesLifted: Bool
  let choice: UUID?
  let steps: [Step]
  /// The ten best, and the choice should races have led further down.
  let best: [Judged]
  let tookMicroseconds: Int64

  enum CodingKeys: String, CodingKey {
    case seed, finalists, choice, steps, best
    case pipelineVersion = "pipeline_version"
    case vetoesLifted = "vetoes_lifted"
    case tookMicroseconds = "took_microseconds"
  }
}

extension MatchTrace {
  /// - Parameter choice: who got the order, or would get it.
  init(_ run: PipelineRun, choice: UUID?) {
    pipelineVersion = run.pipeline.version
    seed = String(run.seed, radix: 16)
    finalists = run.samples.count
    vetoesLifted = run.ranking.vetoesLifted
    self.choice = choice
    steps = zip(run.pipeline.steps, run.results).map { step, result in
      Step(
        name: step.name, kind: step.kind, skipped: result.skipped,
        tookMicroseconds: result.tookMicroseconds)
    }
    var shown = Array(run.ranking.order.prefix(Self.bestKept))
    if let further = run.ranking.order.dropFirst(Self.bestKept).first(where: {
      run.samples[$0].id == choice
    }) {
      shown.append(further)
    }
    best = shown.map { Judged(run, sample: $0) }
    tookMicroseconds = run.tookMicroseconds
  }
}

extension MatchTrace.Judged {
  init(_ run: PipelineRun, sample index: Int) {
    workerID = run.samples[index].id
    workerName = run.samples[index].name
    rating = run.ranking.ratings[index]
    var verdicts: [String: ExternalVerdict] = [:]
    for (step, result) in zip(run.pipeline.steps, run.results) where !result.verdicts.isEmpty {
      verdicts[step.name] = ExternalVerdict(result.verdicts[index])
    }
    self.verdicts = verdicts
  }
}

/// Stores the trace of an order beside it, in its transaction.
struct InsertMatchTrace: Statement {
  let orderID: UUID
  let trace: MatchTrace

  static let sql = """
    insert into orders.match_trace (order_id, pipeline_version, trace, took_microseconds)
    values ($1, $2, $3, $4)
    """
  var bindings: Bindings { [orderID, trace.pipelineVersion, JSON(trace), trace.tookMicroseconds] }
}

struct FindMatchTrace: Statement {
  let orderID: UUID

  static let sql = """
    select trace
    from   orders.match_trace
    where  order_id = $1
    """
  var bindings: Bindings { [orderID] }

  static func decode(_ row: inout RowReader) throws -> MatchTrace {
    try row.next(as: JSON<MatchTrace>.self).value
  }
}

extension Proposal {
  /// To be enqueued by the transaction that inserts the order.
  func trace(of orderID: UUID, choice: UUID) -> InsertMatchTrace? {
    run.map { InsertMatchTrace(orderID: orderID, trace: MatchTrace($0, choice: choice)) }
  }
}
