import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

enum DrawStatements {
  static let all: [any Statement.Type] = [
    QueueToChoose.self, ListCandidates.self, InsertDraw.self, InsertDrawMembers.self, ReadSpan.self,
    ListKnownServices.self, ListKnownWorkers.self, OpenDrawnReviews.self, FindDraw.self,
    ListDraws.self, ListDrawGroups.self, ListDrawnOrders.self, ListDrawPopulation.self,
  ]
}

/// Lets one after the other look at what has no review and open some, by drawing or by naming, until
/// the transaction ends. Whoever is locked as a manager comes here next, and to reviews after it.
struct QueueToChoose: Statement {
  static let sql = "select pg_advisory_xact_lock(hashtextextended('quality.choose', 0))"

  var bindings: Bindings { [] }
}

/// The completed orders that no review has or had.
struct ListCandidates: Statement {
  static let sql = """
    select o.order_id,
           case $5 when 'worker' then o.worker_id when 'service_type' then o.service_type_id end
    from   quality.known_order o
    where  o.outcome = 'completed'
    and    o.ended_at >= $1
    and    o.ended_at < $2
    and    ($3::uuid is null or o.service_type_id = $3)
    and    ($4::uuid is null or o.worker_id = $4)
    and    not exists (select from quality.review r where r.order_id = o.order_id)
    limit  $6
    """

  let terms: DrawTerms
  let limit: Int

  var bindings: Bindings {
    [terms.from, terms.to, terms.serviceType, terms.worker, terms.grouping, limit]
  }
  static func decode(_ row: inout RowReader) throws -> DrawCandidate {
    DrawCandidate(order: try row.next(), group: try row.next())
  }
}

struct InsertDraw: Statement {
  static let sql = """
    insert into quality.draw
           (id, seed, from_at, to_at, service_type_id, worker_id, per, wanted,
            is_percent, population, population_sha256, by, at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    """

  let draw: Draw

  var bindings: Bindings {
    [draw.id, draw.seed.text] + draw.terms.bindings
      + [draw.population, draw.populationDigest, draw.by, draw.at]
  }
}

/// All that was drawn from: what was not drawn is part of the proof.
struct InsertDrawMembers: Statement {
  static let sql = """
    insert into quality.draw_member (draw_id, order_id, digest, rank)
    select $1, member.order_id, member.digest, member.rank
    from   unnest($2::uuid[], $3::text[], $4::int8[]) member (order_id, digest, rank)
    """

  let draw: UUID
  let members: [DrawMember]

  var bindings: Bindings {
    [draw, members.map(\.order), members.map(\.digest.text), members.map(\.rank)]
  }
}

struct OpenDrawnReviews: Statement {
  static let sql = """
    with opened as (
      insert into quality.review
             (id, order_id, origin, draw_id, due_at, opened_at, opened_by)
      select drawn.id, drawn.order_id, 'draw', $3, $4, $5, $6
      from   unnest($1::uuid[], $2::uuid[]) drawn (id, order_id)
      returning id
    )
    insert into quality.review_history (review_id, version, event, at, by)
    select id, 1, 'opened', $5, $6
    from   opened
    """

  let reviews: [UUID]
  let orders: [UUID]
  let draw: Draw
  let dueAt: Date

  var bindings: Bindings { [reviews, orders, draw.id, dueAt, draw.at, draw.by] }
}
