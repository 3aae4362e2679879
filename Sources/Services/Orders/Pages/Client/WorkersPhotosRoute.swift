import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// The photos of workers, as their register publishes them.
struct WorkersPhotos: PhotoSource {
  static let statements: [any Statement.Type] = [FindWorkersPhoto.self, ReadWorkersPhoto.self]

  let database: PostgresClient

  func find(_ sha256: String) async throws -> StoredPhoto? {
    try await database.readOne(FindWorkersPhoto(sha256: sha256))
  }

  func bytes(_ range: Range<Int>, of sha256: String) async throws -> [UInt8] {
    // On a shared connection it would hold up everybody's reads.
    try await database.readAlone(ReadWorkersPhoto(sha256: sha256, range: range)).first ?? []
  }
}

extension OrdersModule {
  /// `GET /orders/{id}/worker-photo`: who comes, as long as somebody will or has.
  @Sendable func showWorker(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.client)
    let order = try await find(try visit.context.id(), for: viewer)
    guard order.status.isOpen,
      let digest = try await database.readOne(FindPhotoOfWorker(id: order.workerID))
    else { throw Problem.notFound }
    return try await WorkersPhotos(database: database)
      .response(showing: digest, to: visit.request, visit.context)
  }
}

/// The digest of a worker's photo, if there is one.
struct FindPhotoOfWorker: Statement {
  static let sql = """
    select w.photo_sha256
    from   workers_api.v1_worker w
    where  w.id = $1
    and    w.photo_sha256 is not null
    """

  let id: UUID

  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// Several workers may show the same picture.
struct FindWorkersPhoto: Statement {
  static let sql = """
    select p.sha256, p.media_type, octet_length(p.bytes)
    from   workers_api.v1_photo p
    where  p.sha256 = $1
    limit  1
    """

  let sha256: String

  var bindings: Bindings { [sha256] }
  static func decode(_ row: inout RowReader) throws -> StoredPhoto {
    StoredPhoto(sha256: try row.next(), mediaType: try row.next(), length: try row.next())
  }
}

struct ReadWorkersPhoto: Statement {
  static let sql = """
    select substring(p.bytes from $2 for $3)
    from   workers_api.v1_photo p
    where  p.sha256 = $1
    limit  1
    """

  let sha256: String
  let range: Range<Int>

  var bindings: Bindings { [sha256, Int32(range.lowerBound + 1), Int32(range.count)] }
  static func decode(_ row: inout RowReader) throws -> [UInt8] { try row.next() }
}
