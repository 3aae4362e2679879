import FoundationEssentials
import Postgres

/// Writes what may change of a worker whose row is locked, and its version. Absences have rows of
/// their own and are kept by `RefreshAbsences`.
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

  var bindings: Bindings {
    let details = worker.details
    let hours = worker.hours?.minutes ?? []
    return [
      worker.id, details.name, details.email, details.phone, Int32(details.age), details.breed,
      details.coatColour, details.characteristics.points, details.characteristics.code,
      worker.active, hours.map { Int32($0.lowerBound) }, hours.map { Int32($0.upperBound) },
      worker.photoSHA256, worker.version, now,
    ]
  }
}
