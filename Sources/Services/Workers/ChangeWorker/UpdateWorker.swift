import FoundationEssentials
import Postgres

/// Writes what may change of a worker whose row is locked, and its version.
struct UpdateWorker: Statement {
  static let sql = """
    update workers.worker
    set    name            = $2,
           email           = $3,
           phone           = $4,
           language        = $5,
           age             = $6,
           breed           = $7,
           coat_colour     = $8,
           characteristics = $9,
           code            = $10,
           active          = $11,
           -- Without a part there is no aggregate: null, always.
           hours           = (select range_agg(int4range(part_from, part_to))
                              from   unnest($12::int4[], $13::int4[]) as part (part_from, part_to)),
           photo_sha256    = $14,
           version         = $15,
           changed_at      = $16
    where  id = $1
    """

  let worker: Worker
  let now: Date

  var bindings: Bindings { [worker.id] + worker.stored + [worker.version, now] }
}
