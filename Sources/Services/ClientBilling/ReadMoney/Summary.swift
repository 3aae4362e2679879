import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a client will owe, and owes.
struct Summary: Sendable {
  let period: PresentPeriod
  let money: ClientMoney

  /// What the period will come to if nothing more is ordered for it.
  var expectedTotal: Money { money.charged + money.expected }
}

/// How it stands with a client's money.
struct ClientMoney: Sendable {
  /// For what has ended and is on no invoice yet.
  var charged = Money.zero
  /// For what is ordered and to end before the period does.
  var expected = Money.zero
  /// What is left to be paid of invoices.
  var due = Money.zero
  /// What the client paid too much, or was given back: it pays for the next invoices.
  var credit = Money.zero
  /// What really came and stayed.
  var paid = Money.zero
  /// What the way to pay is called that is collected by; nil: there is none.
  var method: String?
}

extension ClientBillingModule {
  func summary(of client: UUID) async throws -> Summary {
    let present = ReadPresentPeriod(
      at: clock.now(), by: configuration.billing.cutoff, zone: configuration.billing.timeZone)
    guard let period = try await database.readOne(present) else { throw Problem.notFound }
    let money = try await database.readOne(ReadClientMoney(of: client, until: period.endsAt))
    return Summary(period: period, money: money ?? ClientMoney())
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
    writer.field("charged", money.charged)
    writer.field("expected", money.expected)
    writer.field("expected_total", expectedTotal)
    writer.field("due", money.due)
    writer.field("credit", money.credit)
    writer.field("paid", money.paid)
    writer.field("method", money.method)
    writer.endObject()
  }
}

struct ReadClientMoney: Statement {
  static let sql = """
    select (-- between a cut-off and the batch, of two periods
            select coalesce(sum(l.amount), 0)::int8
            from   billing_line l
            where  l.party = $1
            and    l.period in (select p.id
                                from   period p
                                left   join billing_run r on r.period = p.id
                                where  r.finished_at is null
                                union
                                select s.period from stuck s where s.party = $1)
            and    not exists (select
                               from   invoice i
                               where  i.period = l.period
                               and    i.party  = l.party)),
           (select coalesce(sum(charge), 0)::int8
            from   open_order
            where  client_id = $1
            and    not ended
            and    ends_at < $2),
           (select coalesce(sum(s.amount), 0)::int8
            from   invoice i
            join   settlement s on s.invoice_id = i.id
            where  i.party = $1),
           coalesce((select -carried from account where party = $1), 0),
           coalesce((select paid from account where party = $1), 0),
           (select label
            from   client_billing.payment_method
            where  client_id = $1
            and    is_default)
    """

  let client: UUID
  let until: Date

  init(of client: UUID, until: Date) {
    self.client = client
    self.until = until
  }

  var bindings: Bindings { [client, until] }

  static func decode(_ row: inout RowReader) throws -> ClientMoney {
    ClientMoney(
      charged: try row.next(), expected: try row.next(), due: try row.next(),
      credit: try row.next(), paid: try row.next(), method: try row.next())
  }
}
