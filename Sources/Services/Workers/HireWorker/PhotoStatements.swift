import FoundationEssentials
import Postgres
import ServiceKit

/// Whether there is any photo to be fetched or given up by now.
struct FindPhotoWork: Statement {
  static let sql = "select exists (select from workers.acceptance where next_at <= $1)"

  let now: Date
  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Ends what cannot be got any more.
struct GiveUpPhotos: Statement {
  static let sql = """
    with over as (
      select application_id
      from   workers.acceptance
      where  next_at <= $1
      and    photo_until <= $1
      limit  $2
      for    no key update skip locked
    )
    update workers.acceptance a
    set    photo_path = null,
           next_at    = null
    from   over
    where  a.application_id = over.application_id
    returning a.application_id
    """

  let now: Date
  let limit: Int

  var bindings: Bindings { [now, limit] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// A photo to be fetched, and whose it is.
struct PhotoClaim: ErrandClaim, Hashable {
  /// The application's.
  let id: UUID
  let tries: Int
  let workerID: UUID
  /// At the service `applicants`, with its query.
  let path: String
  /// Of its bytes.
  let sha256: [UInt8]
}

/// Takes photos that are due, each for one replica until the lease ends.
struct ClaimPhotos: Statement {
  static let sql = """
    with due as (
      select application_id
      from   workers.acceptance
      where  next_at <= $1
      order  by next_at
      limit  $3
      for    no key update skip locked
    )
    update workers.acceptance a
    set    next_at = $2,
           tries   = a.tries + 1
    from   due
    where  a.application_id = due.application_id
    returning a.application_id, a.tries, a.worker_id, a.photo_path, decode(a.photo_sha256, 'hex')
    """

  let now: Date
  let leaseEnd: Date
  let limit: Int

  var bindings: Bindings { [now, leaseEnd, limit] }
  static func decode(_ row: inout RowReader) throws -> PhotoClaim {
    PhotoClaim(
      id: try row.next(), tries: Int(try row.next(as: Int32.self)), workerID: try row.next(),
      path: try row.next(), sha256: try row.next())
  }
}

/// Ends the fetching of a photo, whose worker is locked. No row: somebody else has it by now.
///
/// The row: whether that is still the photo that the worker is to have.
struct SettlePhoto: Statement {
  static let sql = """
    update workers.acceptance a
    set    photo_path = null,
           next_at    = null
    from   workers.worker w
    where  a.application_id = $1
    and    a.tries = $2
    and    a.next_at is not null
    and    w.id = a.worker_id
    returning w.application_id = a.application_id
              and w.photo_sha256 is not distinct from a.replaces
    """

  let claim: PhotoClaim

  var bindings: Bindings { [claim.id, Int32(claim.tries)] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// A try has brought nothing; the next one comes later, unless somebody else has it by now. After the
/// end of its address nothing comes but giving it up.
struct NotePhotoFailure: Statement {
  static let sql = """
    update workers.acceptance
    set    next_at = least($3, photo_until),
           failure = $4
    where  application_id = $1
    and    tries = $2
    and    next_at is not null
    """

  let claim: PhotoClaim
  let nextAt: Date
  let failure: String

  var bindings: Bindings { [claim.id, Int32(claim.tries), nextAt, failure] }
}
