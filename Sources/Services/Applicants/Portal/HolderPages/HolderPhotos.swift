import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// The pictures of one application, by the portal's functions: whoever has its link sends them and
/// sees one, the one that was confirmed or else the one that was sent last.
struct HolderPhotos: PhotoStore {
  let database: PostgresClient
  let link: LinkToken
  let now: Date

  /// The one that is seen; nil: there is none.
  func shown() async throws -> StoredPhoto? {
    // On a shared connection its bytes would hold up everybody's reads.
    try await database.readAlone(FindHolderPhoto(link: link, now: now)).first
  }

  func find(_ sha256: String) async throws -> StoredPhoto? {
    try await shown().flatMap { ExactText($0.sha256) == ExactText(sha256) ? $0 : nil }
  }

  func bytes(_ range: Range<Int>, of sha256: String) async throws -> [UInt8] {
    let read = ReadHolderPhoto(link: link, range: range, now: now)
    return try await database.readAlone(read).first ?? []
  }

  /// - Throws: 409 `photos-full` for a sixth picture, 404 once there is nothing to confirm.
  func save(_ photo: Photo, at now: Date, in transaction: Transaction) async throws {
    switch try await transaction.one(KeepHolderPhoto(link: link, photo: photo, now: now)) ?? nil {
    case .kept: return
    case .full: throw Problem.photosFull
    case nil: throw Problem.deadLink
    }
  }
}

struct FindHolderPhoto: Statement {
  static let sql = """
    select sha256, media_type, octet_length(bytes)
    from   v1_photo($1, $2)
    """

  let link: LinkToken
  let now: Date

  var bindings: Bindings { [link.hash, now] }
  static func decode(_ row: inout RowReader) throws -> StoredPhoto {
    StoredPhoto(sha256: try row.next(), mediaType: try row.next(), length: try row.next())
  }
}

/// A piece of it. Who sends another one while it is shown spoils what is shown, and nothing else.
struct ReadHolderPhoto: Statement {
  static let sql = """
    select substring(bytes from $2 for $3)
    from   v1_photo($1, $4)
    """

  let link: LinkToken
  let range: Range<Int>
  let now: Date

  var bindings: Bindings {
    [link.hash, Int32(range.lowerBound + 1), Int32(range.count), now]
  }
  static func decode(_ row: inout RowReader) throws -> [UInt8] { try row.next() }
}

struct KeepHolderPhoto: Statement {
  static let sql = "select v1_keep_photo($1, $2, $3, $4)"

  /// None: there is nothing to confirm.
  enum Outcome: String {
    case kept
    /// As many as may be are there.
    case full
  }

  let link: LinkToken
  let photo: Photo
  let now: Date

  var bindings: Bindings { [link.hash, photo.mediaType, photo.bytes, now] }
  static func decode(_ row: inout RowReader) throws -> Outcome? {
    try row.next(as: String?.self).flatMap(Outcome.init)
  }
}
