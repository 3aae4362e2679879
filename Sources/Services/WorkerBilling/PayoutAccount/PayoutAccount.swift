import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Where a worker is paid to, by Gold Hat.
struct PayoutAccount: Sendable {
  /// `GH-1234-5678-9012`; whoever reads it sees its end alone.
  let account: ExactText
  let version: Int64
  let changedAt: Date

  var masked: String { "\(Destination(account))" }
}

extension Form {
  /// An account of Gold Hat's.
  func goldHatAccount(_ name: String) -> ExactText {
    let account = exactText(name, 1...50)
    if !account.text.isEmpty, account.text.wholeMatch(of: /GH-[0-9]{4}(-[0-9]{4}){2}/) == nil {
      mistake(in: name, .noGoldHatAccount)
    }
    return account
  }
}

extension MistakeReason {
  fileprivate static let noGoldHatAccount = Self(
    code: "no-gold-hat-account", "must be an account such as GH-1234-5678-9012")
}

struct FindPayoutAccount: Statement {
  static let sql = """
    select account, version, changed_at
    from   worker_billing.payout_account
    where  worker_id = $1
    """

  let worker: UUID
  init(of worker: UUID) { self.worker = worker }
  var bindings: Bindings { [worker] }
  static func decode(_ row: inout RowReader) throws -> PayoutAccount {
    PayoutAccount(account: try row.next(), version: try row.next(), changedAt: try row.next())
  }
}

/// Those of many workers; of who has none there is no row.
struct FindPayoutAccounts: Statement {
  static let sql = """
    select worker_id, account
    from   worker_billing.payout_account
    where  worker_id = any ($1)
    """

  let workers: [UUID]
  init(of workers: [UUID]) { self.workers = workers }
  var bindings: Bindings { [workers] }
  static func decode(_ row: inout RowReader) throws -> (worker: UUID, account: Destination) {
    (worker: try row.next(), account: Destination(try row.next()))
  }
}

/// Keeps a worker's account, with a line of its history. No row: its version is another than one of
/// those that are wanted, or it is that account already.
struct KeepPayoutAccount: Statement {
  static let sql = """
    with kept as (
      insert into worker_billing.payout_account as a (worker_id, account, version, changed_at)
      values ($1, $2, 1, $3)
      on     conflict (worker_id) do update
             set account    = excluded.account,
                 version    = a.version + 1,
                 changed_at = excluded.changed_at
             where  a.account <> excluded.account
             and    ($4::int8[] is null or a.version = any ($4))
      returning a.*
    ),
    told as (
      insert into worker_billing.payout_account_history
             (worker_id, version, account, changed_at, by_role, by_subject)
      select worker_id, version, account, changed_at, $5, $6
      from   kept
    )
    select account, version, changed_at from kept
    """

  let worker: UUID
  let account: ExactText
  /// What `If-Match` asked for; nil: any.
  let versions: [Int64]?
  let by: ExactText
  let now: Date

  var bindings: Bindings { [worker, account, now, versions, "worker", by] }
  static func decode(_ row: inout RowReader) throws -> PayoutAccount {
    PayoutAccount(account: try row.next(), version: try row.next(), changedAt: try row.next())
  }
}
