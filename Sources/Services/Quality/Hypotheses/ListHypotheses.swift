import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a list of hypotheses is narrowed by.
struct HypothesisFilter: Sendable {
  var status: HypothesisStatus?
  var owner: UUID?
  var text: LikePattern?

  /// - Parameter caller: who is meant by `me`.
  init(_ query: QueryForm, by caller: Caller) {
    status = query.choice("status", HypothesisStatus.self)
    let isMine = query.sent("owner").map { ExactText($0) } == "me"
    owner =
      isMine
      // Who has no id has none of them, which is not the same as everybody's.
      ? query.exactText("owner", 1...2).map { _ in UUID(uuidString: caller.subject.text) ?? .zero }
      : query.uuid("owner")
    text = query.search().map(LikePattern.init)
  }

  init(status: HypothesisStatus) { self.status = status }
}

/// A page of a list of hypotheses: the highest number first.
struct HypothesisPage: Sendable {
  /// What its cursors are of.
  static let list = "hypotheses"

  let filter: HypothesisFilter
  /// Only those with a lower number.
  let before: Int64?
  let limit: Int

  var bindings: Bindings { [filter.status, filter.owner, before, limit] }

  /// - Parameter found: what else has to be so.
  static func sql(_ found: String = "true") -> String {
    """
    select \(Hypothesis.columns)
    from   \(Hypothesis.table)
    where  ($1::text is null or h.status = $1)
    and    ($2::uuid is null or h.owner = $2)
    and    ($3::int8 is null or h.number < $3)
    and    \(found)
    order  by h.number desc
    limit  $4
    """
  }
}

struct ListHypotheses: Statement {
  static let sql = HypothesisPage.sql()

  let page: HypothesisPage
  var bindings: Bindings { page.bindings }
  static func decode(_ row: inout RowReader) throws -> Hypothesis { try Hypothesis(row: &row) }
}

/// The same of those in whose texts something is found.
struct SearchHypotheses: Statement {
  static let sql = HypothesisPage.sql(
    #"h.search like (lower($5 collate "und-x-icu") collate "default")"#)

  let page: HypothesisPage
  let pattern: LikePattern
  var bindings: Bindings { page.bindings + [pattern.containing] }
  static func decode(_ row: inout RowReader) throws -> Hypothesis { try Hypothesis(row: &row) }
}

/// The highest numbers of each place on the board.
struct ListHypothesisCards: Statement {
  static let sql = """
    select \(Hypothesis.columns)
    from   unnest($1::text[]) place
    cross  join lateral (
             select *
             from   quality.hypothesis
             where  status = place
             order  by number desc
             limit  $2) h
    order  by h.number desc
    """

  let most: Int
  var bindings: Bindings { [HypothesisStatus.allCases, most] }
  static func decode(_ row: inout RowReader) throws -> Hypothesis { try Hypothesis(row: &row) }
}

/// How many there are, by where they stand.
struct CountHypotheses: Statement {
  static let sql = """
    select status, count(*)
    from   quality.hypothesis
    group  by status
    """

  var bindings: Bindings { [] }
  static func decode(_ row: inout RowReader) throws -> (status: HypothesisStatus, count: Int) {
    (try row.next(), try row.next())
  }
}

/// Those of whom `manager.changed` has told.
struct ListKnownManagers: Statement {
  static let sql = """
    select id, name, active
    from   quality.person
    where  kind = 'manager'
    order  by name, id
    """

  var bindings: Bindings { [] }
  static func decode(
    _ row: inout RowReader
  ) throws -> (id: UUID, name: String, isActive: Bool) {
    (try row.next(), try row.next(), try row.next())
  }
}

extension QualityModule {
  /// A page of a list.
  func hypotheses(_ page: HypothesisPage) async throws -> [Hypothesis] {
    guard let pattern = page.filter.text else {
      return try await database.read(ListHypotheses(page: page))
    }
    // Looking into texts may take long, so it has a connection to itself.
    return try await database.readAlone(SearchHypotheses(page: page, pattern: pattern))
  }
}
