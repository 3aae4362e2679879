import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What matching did, as it is stored beside an order and shown to managers. Samples leave
/// matching here: outside they are workers again.
struct MatchTrace: JSONWritable {
  static let bestKept = 10

  let run: PipelineRun
  /// Who got the order, or would get it.
  let choice: UUID?

  /// The ten best by rating, and the choice should a draw or races have led further down.
  private var shown: [Int] {
    let best = run.ranking.byRating
    let further = best.dropFirst(Self.bestKept).first { run.samples[$0].id == choice }
    return best.prefix(Self.bestKept) + (further.map { [$0] } ?? [])
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pipeline_version", run.pipeline.version)
    // In hexadecimal: JSON's numbers do not hold 64 bits everywhere.
    writer.field("seed", String(run.seed, radix: 16))
    writer.field("finalists", run.samples.count)
    writer.field("vetoes_lifted", run.ranking.vetoesLifted)
    writer.field("choice", choice)
    writer.key("draw")
    write(run.ranking.draw, to: &writer)
    writer.key("steps")
    writer.beginArray()
    for (step, result) in zip(run.pipeline.steps, run.results) {
      write(step, result, to: &writer)
    }
    writer.endArray()
    writer.key("best")
    writer.beginArray()
    for index in shown { write(index, to: &writer) }
    writer.endArray()
    writer.field("took_microseconds", run.tookMicroseconds)
    writer.endObject()
  }

  private func write(_ draw: Ranking.Draw?, to writer: inout JSONWriter) {
    guard let draw else { return writer.null() }
    writer.beginObject()
    writer.field("margin", draw.margin)
    writer.key("candidates")
    writer.beginArray()
    for (index, weight) in zip(draw.order, draw.weights) {
      writer.beginObject()
      writer.field("worker_id", run.samples[index].id)
      writer.field("weight", weight)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private func write(
    _ step: PipelineStep, _ result: StepResult, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.field("name", step.name)
    writer.field("kind", step.kind.rawValue)
    writer.field("skipped", result.skipped)
    writer.field("took_microseconds", result.tookMicroseconds)
    writer.endObject()
  }

  private func write(_ index: Int, to writer: inout JSONWriter) {
    let sample = run.samples[index]
    writer.beginObject()
    writer.field("worker_id", sample.id)
    writer.field("worker_name", sample.name)
    writer.field("rating", run.ranking.ratings[index])
    writer.field("vetoed", run.ranking.isVetoed[index])
    writer.key("verdicts")
    writer.beginObject()
    for (step, result) in zip(run.pipeline.steps, run.results) where !result.verdicts.isEmpty {
      writer.field(step.name.text, result.verdicts[index])
    }
    writer.endObject()
    writer.endObject()
  }
}

extension Verdict: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if let score { writer.field("score", score) }
    if let veto { writer.field("veto", veto) }
    if !values.isEmpty {
      writer.key("values")
      writer.beginObject()
      for (name, value) in values.sorted(by: { $0.key < $1.key }) { writer.field(name, value) }
      writer.endObject()
    }
    writer.endObject()
  }
}

extension NamedValue: JSONWritable {
  func write(to writer: inout JSONWriter) {
    switch self {
    case .number(let number): number.write(to: &writer)
    case .text(let text): writer.value(text)
    case .flag(let flag): writer.value(flag)
    }
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
  var bindings: Bindings {
    var writer = JSONWriter(reserving: 4_096)
    trace.write(to: &writer)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    return [orderID, trace.run.pipeline.version, JSONText(text), trace.run.tookMicroseconds]
  }
}

struct FindMatchTrace: Statement {
  let orderID: UUID

  static let sql = """
    select trace
    from   orders.match_trace
    where  order_id = $1
    """
  var bindings: Bindings { [orderID] }

  static func decode(_ row: inout RowReader) throws -> JSONText { try row.next() }
}

extension Proposal {
  /// To be enqueued by the transaction that inserts the order.
  func trace(of orderID: UUID, choice: UUID) -> InsertMatchTrace? {
    run.map { InsertMatchTrace(orderID: orderID, trace: MatchTrace(run: $0, choice: choice)) }
  }
}
