import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Which reviews managers look at; what is nil does not narrow it.
struct ReviewFilter: Sendable {
  var state: ReviewState?
  var origin: ReviewOrigin?
  /// Whether it is in the hand of whoever asks, or was closed by them.
  var isMine: Bool?
  /// Whether it should have been closed by now.
  var isOverdue: Bool?
  var worker: UUID?
  var client: UUID?
  var outcome: OrderOutcome?
  /// A part of client's or worker's name, service or place, in any case.
  var text: LikePattern?
  /// Who asks; nil: nobody who could have one.
  var manager: UUID?
  var now: Date

  /// What each of them is, of a review `r` of an order `o`; `$1` to `$9`.
  static let conditions = """
    ($1::text is null or r.state = $1)
    and    ($2::text is null or r.origin = $2)
    and    ($3::bool is null or coalesce(coalesce(r.assignee, r.closed_by) = $8, false) = $3)
    and    ($4::bool is null or (r.state <> 'closed' and r.due_at <= $9::timestamptz) = $4)
    and    ($5::uuid is null or o.worker_id = $5)
    and    ($6::uuid is null or o.client_id = $6)
    and    ($7::text is null or o.outcome = $7)
    """

  /// `$1` to `$9`.
  var bindings: Bindings {
    [state, origin, isMine, isOverdue, worker, client, outcome, manager, now]
  }

  /// What is searched for in `o`, planned for its index: that has the database's collation, lower
  /// case is Unicode's.
  static func found(_ parameter: String) -> String {
    #"o.search like (lower(\#(parameter) collate "und-x-icu") collate "default")"#
  }
}

extension ReviewFilter {
  /// - Parameter caller: whose reviews are mine.
  init(_ query: QueryForm, by caller: Caller, at now: Date) {
    self.init(
      state: query.choice("state", ReviewState.self),
      origin: query.choice("origin", ReviewOrigin.self), isMine: query.bool("mine"),
      isOverdue: query.bool("overdue"), worker: query.uuid("worker"),
      client: query.uuid("client"), outcome: query.choice("outcome", OrderOutcome.self),
      text: query.search().map(LikePattern.init), manager: UUID(uuidString: caller.subject.text),
      now: now)
  }

  /// Whether it is the list that becomes ever longer: this has first what was closed last.
  var isOfClosed: Bool { state == .closed }
}
