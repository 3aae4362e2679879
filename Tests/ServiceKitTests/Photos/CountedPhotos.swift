import FoundationEssentials
import Postgres
import Synchronization

@testable import ServiceKit

/// Photos that are named by their length, and how often bytes of them were asked for.
final class CountedPhotos: PhotoStore {
  private let count = Atomic<Int>(0)

  var reads: Int { count.load(ordering: .relaxed) }

  func save(_ photo: Photo, at now: Date, in transaction: Transaction) async throws {}

  func find(_ sha256: String) async throws -> StoredPhoto? {
    Int(sha256).map { StoredPhoto(sha256: sha256, mediaType: "image/png", length: $0) }
  }

  func bytes(_ range: Range<Int>, of sha256: String) async throws -> [UInt8] {
    count.add(1, ordering: .relaxed)
    return range.map { UInt8(truncatingIfNeeded: $0) }
  }
}
