public import FoundationEssentials
public import Postgres

/// Where pictures are shown from.
public protocol PhotoSource: Sendable {
  /// What is known of a picture; nil: it is not there.
  ///
  /// - Parameter sha256: lower-case hexadecimal.
  func find(_ sha256: String) async throws -> StoredPhoto?
  /// Some of a picture's bytes, as far as they are there.
  func bytes(_ range: Range<Int>, of sha256: String) async throws -> [UInt8]
}

/// Where pictures are kept, so that object storage can take Postgres' place.
public protocol PhotoStore: PhotoSource {
  /// Keeps a picture with the transaction's other writes; one that is there already stays.
  func save(_ photo: Photo, at now: Date, in transaction: Transaction) async throws
}

/// A picture that is kept, without its bytes.
public struct StoredPhoto: Sendable, Hashable {
  /// In lower-case hexadecimal.
  public var sha256: String
  public var mediaType: String
  /// In bytes.
  public var length: Int

  public init(sha256: String, mediaType: String, length: Int) {
    self.sha256 = sha256
    self.mediaType = mediaType
    self.length = length
  }
}

/// Pictures in the service's own `photo` table.
public struct PostgresPhotoStore: PhotoStore {
  public static let statements: [any Statement.Type] = [
    KeepPhoto.self, FindPhoto.self, ReadPhoto.self,
  ]

  private let database: PostgresClient

  public init(_ database: PostgresClient) { self.database = database }

  public func save(_ photo: Photo, at now: Date, in transaction: Transaction) async throws {
    transaction.enqueue(KeepPhoto(photo: photo, at: now))
  }

  public func find(_ sha256: String) async throws -> StoredPhoto? {
    try await database.readOne(FindPhoto(sha256: sha256))
  }

  public func bytes(_ range: Range<Int>, of sha256: String) async throws -> [UInt8] {
    // On a shared connection it would hold up everybody's reads.
    try await database.readAlone(ReadPhoto(sha256: sha256, range: range)).first ?? []
  }
}

struct KeepPhoto: Statement {
  static let sql = """
    insert into photo (sha256, media_type, bytes, created_at)
    values ($1, $2, $3, $4)
    on conflict (sha256) do nothing
    """
  let photo: Photo
  let at: Date
  var bindings: Bindings { [photo.sha256, photo.mediaType, photo.bytes, at] }
}

struct FindPhoto: Statement {
  static let sql = "select sha256, media_type, octet_length(bytes) from photo where sha256 = $1"
  let sha256: String
  var bindings: Bindings { [sha256] }
  static func decode(_ row: inout RowReader) throws -> StoredPhoto {
    StoredPhoto(sha256: try row.next(), mediaType: try row.next(), length: try row.next())
  }
}

/// Pictures are stored unpacked and out of line, so that only what is asked for is read.
struct ReadPhoto: Statement {
  static let sql = "select substring(bytes from $2 for $3) from photo where sha256 = $1"
  let sha256: String
  let range: Range<Int>
  var bindings: Bindings { [sha256, Int32(range.lowerBound + 1), Int32(range.count)] }
  static func decode(_ row: inout RowReader) throws -> [UInt8] { try row.next() }
}
