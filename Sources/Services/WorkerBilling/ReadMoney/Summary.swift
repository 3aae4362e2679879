import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a worker's next payslip says so far.
struct Summary: Sendable {
  /// The present one, or one that is over and not billed yet.
  let period: PresentPeriod
  let earnings: Earnings
  /// What was owed before: nothing, or less.
  let carriedIn: Money
  /// Where it is paid to; nil: the worker has not said.
  let account: PayoutAccount?

  /// What would be paid out if the period ended now.
  var expected: Money { max(earnings.total + carriedIn, .zero) }
}

extension WorkerBillingModule {
  func summary(of worker: UUID) async throws -> Summary {
    let now = clock.now()
    let present = ReadPresentPeriod(
      at: now, by: configuration.billing.cutoff, zone: configuration.billing.timeZone)
    var period = try await database.readOne(FindUnbilledPeriod(of: worker, at: now))
    if period == nil { period = try await database.readOne(present) }
    guard let period else { throw Problem.notFound }
    let carried = try await database.readOne(FindCarried(of: worker)) ?? .zero
    var earnings = Earnings()
    if let id = period.id {
      for (kind, isCorrection, amount) in try await database.read(SumPeriod(id, of: worker)) {
        earnings.add(kind, isCorrection, amount)
      }
    }
    let account = try await database.readOne(FindPayoutAccount(of: worker))
    return Summary(period: period, earnings: earnings, carriedIn: carried, account: account)
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
    writer.field("earned", earnings.earned)
    writer.field("fines", earnings.fines)
    writer.field("bonuses", earnings.bonuses)
    writer.field("corrections", earnings.corrections)
    writer.field("total", earnings.total)
    writer.field("carried_in", carriedIn)
    writer.field("expected", expected)
    writer.field("pays_on", period.endsAt)
    writer.field("account", account?.masked)
    writer.endObject()
  }
}
