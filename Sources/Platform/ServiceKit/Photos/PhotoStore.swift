public import FoundationEssentials
public import Postgres

/// Where pictures are kept, so that object storage can take Postgres' place.
public protocol PhotoStore: Sendable {
  /// Keeps a picture with the transaction's other writes; one that is there already stays.
  func save(_ photo: Photo, at now: Date, in transaction: Transaction) async throws
  /// - Parameter sha256: lower-case hexadecimal.
  func load(_ sha256: String) async throws -> StoredPhoto?
}

/// A picture as it is served.
public struct StoredPhoto: Sendable, Hashable {
  /// In lower-case hexadecimal.
  public var sha256: String
  public var mediaType: String
  public var bytes: [UInt8]

  public init(sha256: String, mediaType: String, bytes: [UInt8]) {
    self.sha256 = sha256
    self.mediaType = mediaType
    self.bytes = bytes
  }
}

/// Pictures in the service's own `photo` table.
public struct PostgresPhotoStore: PhotoStore {
  public static let statements: [any Statement.Type] = [KeepPhoto.self, FindPhoto.self]

  private let database: PostgresClient

  public init(_ database: PostgresClient) { self.database = database }

  public func save(_ photo: Photo, at now: Date, in transaction: Transaction) async throws {
    transaction.enqueue(KeepPhoto(photo: photo, at: now))
  }

  public func load(_ sha256: String) async throws -> StoredPhoto? {
    // Megabytes would hold up everybody's reads on a shared connection.
    try await database.execute(FindPhoto(sha256: sha256)).first
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
  static let sql = "select sha256, media_type, bytes from photo where sha256 = $1"
  let sha256: String
  var bindings: Bindings { [sha256] }
  static func decode(_ row: inout RowReader) throws -> StoredPhoto {
    StoredPhoto(sha256: try row.next(), mediaType: try row.next(), bytes: try row.next())
  }
}
