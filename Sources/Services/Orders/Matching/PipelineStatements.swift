import Contracts
import FoundationEssentials
import Postgres

/// A pipeline and who made it.
struct StoredPipeline: Sendable {
  let pipeline: Pipeline
  let createdAt: Date
  let createdBy: String
}

struct FindPipeline: Statement {
  let version: Int64

  static let sql = """
    select version, steps, created_at, created_by
    from   orders.pipeline
    where  version = $1
    """
  var bindings: Bindings { [version] }

  static func decode(_ row: inout RowReader) throws -> StoredPipeline {
    let version = try row.next(as: Int64.self)
    let steps = try row.next(as: JSON<[PipelineStep]>.self).value
    return StoredPipeline(
      pipeline: Pipeline(version: version, steps: steps), createdAt: try row.next(),
      createdBy: try row.next())
  }
}

/// The pipeline in force.
struct FindNewestPipeline: Statement {
  static let sql = """
    select version, steps, created_at, created_by
    from   orders.pipeline
    order  by version desc
    limit  1
    """

  static func decode(_ row: inout RowReader) throws -> StoredPipeline {
    try FindPipeline.decode(&row)
  }
}

/// Makes a new version, unless somebody else has meanwhile: then no row comes back.
struct InsertPipeline: Statement {
  /// The versions that the manager may have read.
  let expected: [Int64]
  let steps: [PipelineStep]
  let now: Date
  let manager: ExactText

  static let sql = """
    insert into orders.pipeline (version, steps, created_at, created_by)
    select newest.version + 1, $2, $3, $4
    from   (select max(version) as version from orders.pipeline) newest
    where  newest.version = any ($1)
    on     conflict (version) do nothing
    returning version, steps, created_at, created_by
    """
  var bindings: Bindings { [expected, JSON(steps), now, manager] }

  static func decode(_ row: inout RowReader) throws -> StoredPipeline {
    try FindPipeline.decode(&row)
  }
}
