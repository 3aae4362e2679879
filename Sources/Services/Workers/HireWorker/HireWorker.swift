import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

extension WorkersModule {
  /// an applicant who was accepted is a worker, a new one or the one of that e-mail.
  ///
  /// An acceptance that is told again, or after a later one of the same cat, changes nothing.
  /// - Throws: what the database says; ``NoCharacteristics``.
  func hire(
    _ event: Event<ApplicantAccepted>, in transaction: Transaction
  ) async throws {
    let accepted = event.payload
    let isKnown = try await transaction.one(FindAcceptance(id: accepted.applicationID)) != nil
    if isKnown { return }
    let now = clock.now()
    let details = try WorkerDetails(accepted)
    let worker = try await transaction.one(
      HireWorker(accepted: accepted, details: details, now: now))
    transaction.enqueue(KeepAcceptance(accepted: accepted, worker: worker, now: now))
    guard let worker else { return }
    try transaction.publish([worker], at: now)
    transaction.afterCommit { [photoErrands] in photoErrands?.wake() }
  }
}

extension WorkerDetails {
  /// - Throws: ``NoCharacteristics``.
  init(_ accepted: ApplicantAccepted) throws(NoCharacteristics) {
    self.init(
      name: accepted.name, email: accepted.email, phone: accepted.phone,
      language: accepted.language, age: accepted.age, breed: accepted.breed,
      coatColour: accepted.coatColour,
      characteristics: try Characteristics(of: accepted))
  }
}

extension Characteristics {
  /// - Throws: ``NoCharacteristics`` unless each of the twenty is there and within `range`.
  fileprivate init(of accepted: ApplicantAccepted) throws(NoCharacteristics) {
    let points = Self.names.compactMap { accepted.characteristics[$0] }
    guard let all = Characteristics(points: points.compactMap { Int16(exactly: $0) }) else {
      throw NoCharacteristics()
    }
    self = all
  }
}

/// An event that does not say all twenty, from 0 to 100.
struct NoCharacteristics: Error {}
