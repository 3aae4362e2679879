import FoundationEssentials
import Postgres
import ServiceKit

/// How many reviews there are in each part of the list.
struct ReviewCounts: Sendable {
  /// In the hand of whoever asks.
  let mine: Int
  /// That nobody has taken.
  let open: Int
  /// That should have been closed by now, whoever has them.
  let overdue: Int
  let closed: Int
}

/// Of all reviews: the few that are not closed are read, the closed ones counted along their index.
struct CountReviews: Statement {
  static let sql = """
    select count(*) filter (where state = 'taken' and assignee = $1),
           count(*) filter (where state = 'open'),
           count(*) filter (where due_at <= $2),
           (select count(*)
            from   quality.review
            where  state = 'closed')
    from   quality.review
    where  state <> 'closed'
    """

  /// nil: has none in hand.
  let manager: UUID?
  let now: Date
  var bindings: Bindings { [manager, now] }
  static func decode(_ row: inout RowReader) throws -> ReviewCounts {
    ReviewCounts(
      mine: try row.next(), open: try row.next(), overdue: try row.next(), closed: try row.next())
  }
}

/// How many reviews a manager has, so that managers see among whom the work is.
struct ManagersShare: Sendable {
  let manager: UUID
  let name: String
  let inHand: Int
  /// In the last seven days.
  let closed: Int
}

/// Of each active manager, by name.
struct ListShares: Statement {
  static let sql = """
    select p.id, p.name,
           (select count(*)
            from   quality.review
            where  assignee = p.id
            and    state = 'taken'),
           (select count(*)
            from   quality.review
            where  closed_by = p.id
            and    state = 'closed'
            and    closed_at > $1)
    from   quality.person p
    where  p.kind = 'manager'
    and    p.active
    order  by p.name collate "und-x-icu", p.id
    """

  let since: Date
  var bindings: Bindings { [since] }
  static func decode(_ row: inout RowReader) throws -> ManagersShare {
    ManagersShare(
      manager: try row.next(), name: try row.next(), inHand: try row.next(),
      closed: try row.next())
  }
}
