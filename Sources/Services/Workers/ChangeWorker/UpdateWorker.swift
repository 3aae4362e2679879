import FoundationEssentials
import Postgres

/// Writes what may change of a worker whose row is locked, and its version.
struct UpdateWorker: Statement {
  static let sql = """
    update workers.worker
    set    name            = $2,
           email           = $3,
           phone           = $4,
           age             = $5,
           breed           = $6,
           coat_colour     = $7,
           characteristics = $8,
           code            = $9,
           active          = $10,
           -- Without a part there is no aggregate: null, always.
           hours           = (select range_agg(int4range(part_from, part_to))
                              from   unnest($11::int4[], $12::int4[]) as part (part_from, part_to)),
           photo_sha256    = $13,
           version         = $14,
           changed_at      = $15
    where  id = $1
    """

  let worker: Worker
  let now: Date

  var bindings: Bindings { [worker.id] + worker.stored + [worker.version, now] }
}
