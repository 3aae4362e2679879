import Crypto
import FoundationEssentials
import HTTPTypes
import Logging
import Postgres
import ServiceKit

/// Fetches the photos of those who were hired from the service `applicants`, until their addresses
/// are no good any more. Until one is there a worker has none, or the one it had.
struct PhotoErrand: Errand {
  static let name = "hired-photos"

  let database: PostgresClient
  let photos: any PhotoStore
  /// Of the service `applicants`.
  let address: String
  let time: Duration
  private let client = OutboundClient(peer: "applicants")
  private let metrics = PhotoMetrics()

  init(database: PostgresClient, photos: any PhotoStore, address: String, time: Duration) {
    self.database = database
    self.photos = photos
    self.address = address
    self.time = time
  }

  func isDue(at now: Date) async throws -> Bool {
    try await database.readOne(FindPhotoWork(now: now)) == true
  }

  func claim(at now: Date, until leaseEnd: Date, atMost most: Int) async throws -> [PhotoClaim] {
    let statement = GiveUpPhotos(now: now, limit: 100)
    try await untilNotFull(statement.limit) {
      let count = try await database.execute(statement).count
      metrics.count(.givenUp, count)
      return count
    }
    return try await database.execute(ClaimPhotos(now: now, leaseEnd: leaseEnd, limit: most))
  }

  /// - Returns: nil for what was told of, and is no photo.
  func act(on claim: PhotoClaim) async -> ErrandOutcome<Photo?> {
    var call = OutboundCall(.get, address + claim.path, within: time)
    call.mostBytes = Photo.maxBytes
    let answer: OutboundAnswer
    do throws(OutboundFailure) {
      answer = try await client.send(call)
    } catch {
      return .unanswered(error)
    }
    guard answer.isSuccess else {
      return .failed(
        ErrandFailure(
          "applicants answered \(answer.status.code)", retryAfter: answer.retryAfter))
    }
    guard Array(SHA256.hash(data: answer.body)) == claim.sha256 else {
      return .failed(ErrandFailure("applicants answered with something else"))
    }
    return .done(try? Photo(cleaning: Array(answer.body)))
  }

  func note(
    _ outcome: ErrandOutcome<Photo?>, of claim: PhotoClaim, at now: Date, nextAt: Date
  ) async throws {
    switch outcome {
    case .done(let photo):
      guard let end = try await settle(claim, with: photo, at: now) else { return }
      metrics.count(end)
    case .failed(let failure), .unknown(let failure):
      try await database.execute(
        NotePhotoFailure(claim: claim, nextAt: nextAt, failure: failure.cause))
    }
  }

  /// Gives the worker its photo, unless it was hired again or has got another one meanwhile.
  ///
  /// - Returns: nil if somebody else has taken the claim over.
  private func settle(
    _ claim: PhotoClaim, with photo: Photo?, at now: Date
  ) async throws -> PhotoEnd? {
    try await database.withTransaction { transaction in
      guard let worker = try await transaction.one(LockRow<Worker>(id: claim.workerID)),
        let isWanted = try await transaction.one(SettlePhoto(claim: claim))
      else { return nil }
      guard let photo else { return .unusable }
      guard isWanted else { return .superseded }
      var change = WorkerChange()
      change.edit { $0.photoSHA256 = photo.sha256 }
      let changed = change.applied(to: worker)
      guard changed.version != worker.version else { return .kept }
      try await photos.save(photo, at: now, in: transaction)
      transaction.enqueue(UpdateWorker(worker: changed, now: now))
      try transaction.publish([changed], at: now)
      return .kept
    }
  }
}

typealias PhotoErrands = ErrandService<PhotoErrand>

extension PhotoErrands {
  /// - Returns: nil where the service `applicants` is not known to be anywhere.
  convenience init?(
    database: PostgresClient, photos: any PhotoStore, configuration: WorkersConfiguration,
    clock: Clock, logger: Logger
  ) {
    guard let address = configuration.applicantsAddress else { return nil }
    self.init(
      PhotoErrand(
        database: database, photos: photos, address: address, time: configuration.photoTime),
      every: .seconds(5), atOnce: 2, clock: clock, logger: logger)
  }
}
