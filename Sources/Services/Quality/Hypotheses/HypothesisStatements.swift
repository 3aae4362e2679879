import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

enum HypothesisStatements {
  static let all: [any Statement.Type] = [
    FindRow<Hypothesis>.self, LockHypothesis.self, ListHypotheses.self, SearchHypotheses.self,
    InsertHypothesis.self, UpdateHypothesis.self, TieReviews.self, UntieReviews.self,
    RecordHypothesis.self, FindKnownReviews.self, ListHypothesisHistory.self,
    ListLastOfHypothesis.self,
    CountHypotheses.self, ListHypothesisCards.self,
    ListKnownManagers.self, ListTiedReviews.self,
  ]
}

/// Locked before it is read: in one statement, the reviews tied to it would be older than the lock.
struct LockHypothesis: Statement {
  static let sql = """
    select id
    from   quality.hypothesis
    where  id = $1
    for    no key update
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Its number is the next one.
struct InsertHypothesis: Statement {
  static let sql = """
    insert into quality.hypothesis
           (id, title, statement, status, owner, effect, created_at, created_by, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    returning number
    """

  let hypothesis: Hypothesis

  var bindings: Bindings {
    [
      hypothesis.id, hypothesis.title, hypothesis.statement, hypothesis.status, hypothesis.owner,
      hypothesis.effect, hypothesis.createdAt, hypothesis.createdBy, hypothesis.version,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

/// Writes what may change of a hypothesis whose row is locked, and its version.
struct UpdateHypothesis: Statement {
  static let sql = """
    update quality.hypothesis
    set    title     = $2,
           statement = $3,
           status    = $4,
           owner     = $5,
           effect    = $6,
           version   = $7
    where  id = $1
    """

  let hypothesis: Hypothesis

  var bindings: Bindings {
    [
      hypothesis.id, hypothesis.title, hypothesis.statement, hypothesis.status, hypothesis.owner,
      hypothesis.effect, hypothesis.version,
    ]
  }
}

struct TieReviews: Statement {
  static let sql = """
    insert into quality.hypothesis_review (hypothesis_id, review_id)
    select $1, review
    from   unnest($2::uuid[]) review
    """

  let hypothesis: UUID
  let reviews: [UUID]
  var bindings: Bindings { [hypothesis, reviews] }
}

struct UntieReviews: Statement {
  static let sql = """
    delete from quality.hypothesis_review
    where  hypothesis_id = $1
    and    review_id = any ($2)
    """

  let hypothesis: UUID
  let reviews: [UUID]
  var bindings: Bindings { [hypothesis, reviews] }
}

/// Which of these reviews there are.
struct FindKnownReviews: Statement {
  static let sql = "select id from quality.review where id = any ($1)"

  let ids: [UUID]
  var bindings: Bindings { [ids] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
