import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `/admin/orders/{id}/match`: why that worker got the order.
  @Sendable func matchPage(_ visit: Visit) async throws -> Response {
    let (order, kept) = try await trace(visit)
    guard let trace = kept else {
      return visit.redirect(to: Address.managersOrder(order.id).path, notice: "no_trace")
    }
    let pipeline = try await database.readOne(FindPipeline(version: trace.pipelineVersion))
    // When it was matched, which the page says.
    let words = MatchWords(
      words: try await words(visit, [], at: order.createdAt), trace: trace,
      weights: pipeline?.pipeline.weights ?? [:])
    let skipped = words.skipped
    return visit.page(
      MatchView(
        lead: words.lead, facts: words.facts, columns: words.columns, rows: words.rows,
        shown: trace.best.count < trace.finalists
          ? visit.texts.text("match_shown", ["count": "\(trace.best.count)"]) : nil,
        lifted: trace.vetoesLifted ? visit.texts.text("match_lifted") : nil, skipped: skipped,
        hasSkipped: !skipped.isEmpty, draw: words.draw, csv: Address.matchFile(of: order.id).path,
        order: Address.managersOrder(order.id).path,
        dryRun: "\(Address.matchingPages.path)?order=\(order.id.wire)"),
      titleKey: "desk_why", ["name": order.workerFirstName])
  }

  /// The same for a table: a line a finalist, two columns a step.
  @Sendable func matchFile(_ visit: Visit) async throws -> Response {
    guard let trace = try await trace(visit).1 else { throw Problem.notFound }
    let steps = trace.speaking.map(\.name)
    let columns = ["worker_id", "worker_name", "rating", "vetoed", "chosen"]
    return csv(
      columns + steps.flatMap { ["\($0)_score", "\($0)_veto"] },
      trace.best.map { finalist in
        let own: [CSV.Cell] = [
          .text(finalist.workerID.wire), .text(finalist.workerName), .number("\(finalist.rating)"),
          .text("\(finalist.vetoed)"), .text("\(finalist.workerID == trace.choice)"),
        ]
        return own
          + steps.flatMap { step -> [CSV.Cell] in
            let said = finalist.verdicts[step]
            return [.number(said?.score.map { "\($0)" } ?? ""), .text(said?.veto ?? "")]
          }
      }, named: "match", next: nil, for: visit.request)
  }

  /// - Returns: no trace where none was kept.
  private func trace(_ visit: Visit) async throws -> (Order, KeptTrace?) {
    let viewer = try visit.context.viewer(.manager)
    let order = try await find(try visit.context.id(), for: viewer)
    let kept = try await database.readOne(FindMatchTrace(orderID: order.id))
    return (order, try kept.map { KeptTrace(try JSONValue(parsing: $0.text.utf8)) })
  }
}

extension Pipeline {
  /// How much the score of each step counts.
  var weights: [ExactText: Double] {
    steps.filter { $0.kind == .score }.reduce(into: [:]) { $0[$1.name] = $1.weight }
  }
}
