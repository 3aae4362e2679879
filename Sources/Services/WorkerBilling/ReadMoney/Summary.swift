import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a worker has in the present period so far.
struct Summary: Sendable {
  let period: PresentPeriod
  let amounts: [WorkerLineKind: Money]

  func amount(_ kind: WorkerLineKind) -> Money { amounts[kind, default: .zero] }
  var total: Money { amounts.values.reduce(.zero, +) }
}

extension WorkerBillingModule {
  func summary(of worker: UUID) async throws -> Summary {
    let now = clock.now()
    let found = try await database.readOne(
      ReadPresentPeriod(at: now, by: configuration.cutoff, zone: configuration.timeZone))
    guard let period = found else { throw Problem.notFound }
    var amounts: [WorkerLineKind: Money] = [:]
    guard let id = period.id else { return Summary(period: period, amounts: amounts) }
    let sums = try await database.read(SumPeriod(id, of: worker))
    for (kind, amount) in sums {
      if let kind = WorkerLineKind(rawValue: kind) { amounts[kind, default: .zero] += amount }
    }
    return Summary(period: period, amounts: amounts)
  }
}

extension Summary: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("period")
    writer.beginObject()
    writer.field("from", period.startsAt)
    writer.field("to", period.endsAt)
    writer.endObject()
    writer.field("earned", amount(.earning))
    writer.field("fines", amount(.fine))
    writer.field("bonuses", amount(.bonus))
    writer.field("total", total)
    writer.endObject()
  }
}
