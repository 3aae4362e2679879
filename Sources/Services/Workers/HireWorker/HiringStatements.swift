import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Whether an acceptance was heard of before.
struct FindAcceptance: Statement {
  static let sql = "select true from workers.acceptance where application_id = $1"

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Registers a worker, or tells the one of that e-mail anew who it is: it keeps its id and where it
/// came from, and works again. No row: a later acceptance of it is known.
struct HireWorker: Statement {
  private static let parameters: NamedParameters<Self> = [
    "id": { $0.accepted.workerID }, "name": { $0.details.name }, "email": { $0.details.email },
    "phone": { $0.details.phone }, "language": { $0.details.language },
    "age": { Int32($0.details.age) }, "breed": { $0.details.breed },
    "coat_colour": { $0.details.coatColour },
    "characteristics": { $0.details.characteristics.points },
    "code": { $0.details.characteristics.code }, "application": { $0.accepted.applicationID },
    "accepted_at": { $0.accepted.acceptedAt }, "now": { $0.now },
  ]

  static let sql = parameters.sql(
    """
    insert into workers.worker as known
           (id, name, email, phone, language, age, breed, coat_colour, characteristics, code, origin,
            application_id, accepted_at, created_at, changed_at)
    values ($id, $name, $email, $phone, $language, $age, $breed, $coat_colour, $characteristics,
            $code, 'applicant', $application, $accepted_at, $now, $now)
    on conflict (email_key) do update
    set    name            = excluded.name,
           email           = excluded.email,
           phone           = excluded.phone,
           language        = excluded.language,
           age             = excluded.age,
           breed           = excluded.breed,
           coat_colour     = excluded.coat_colour,
           characteristics = excluded.characteristics,
           code            = excluded.code,
           active          = true,
           application_id  = excluded.application_id,
           accepted_at     = excluded.accepted_at,
           changed_at      = excluded.changed_at,
           version         = known.version + 1
    where  known.accepted_at is null
    or     known.accepted_at < excluded.accepted_at
    returning \(Worker.columns)
    """)

  let accepted: ApplicantAccepted
  let details: WorkerDetails
  let now: Date

  var bindings: Bindings { Self.parameters.bindings(of: self) }
  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}

/// Writes down that an acceptance was heard of, and that its photo is to be fetched.
struct KeepAcceptance: Statement {
  private static let parameters: NamedParameters<Self> = [
    "id": { $0.accepted.applicationID }, "worker": { $0.worker?.id },
    "accepted_at": { $0.accepted.acceptedAt }, "digest": { $0.accepted.photo.sha256 },
    "replaces": { $0.worker?.photoSHA256 }, "path": { $0.offer?.path },
    "until": { $0.offer?.until ?? $0.accepted.acceptedAt },
    "next_at": { row in row.offer.map { _ in row.now } }, "now": { $0.now },
  ]

  static let sql = parameters.sql(
    """
    insert into workers.acceptance
           (application_id, worker_id, accepted_at, photo_sha256, replaces, photo_path, photo_until,
            next_at, created_at)
    values ($id, $worker, $accepted_at, $digest, $replaces, $path, $until, $next_at, $now)
    """)

  let accepted: ApplicantAccepted
  /// nil: it is nobody's any more.
  let worker: Worker?
  let now: Date

  private var offer: PhotoOffer? { worker == nil ? nil : PhotoOffer(accepted.photo) }

  var bindings: Bindings { Self.parameters.bindings(of: self) }
}
