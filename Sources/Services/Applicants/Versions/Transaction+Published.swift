import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension TestDraft {
  /// - Throws: 409 with all mistakes.
  func publishable() throws(Problem) -> TestDocument {
    do {
      return try TestDocument(json)
    } catch {
      throw .notPublishable(error)
    }
  }
}

extension Transaction {
  /// Publishes a document as a test's next version; the test's row is locked.
  func publish(
    _ document: TestDocument, of test: UUID, by manager: ExactText, at now: Date
  ) async throws -> PublishedTest {
    let insertion = InsertVersion(test: test, paper: document.paper, manager: manager, now: now)
    guard let number = try await one(insertion) else { throw Problem.notFound }
    let place = PublishedPlace(test: test, number: Int32(number))
    enqueue(CountDraft(test: test))
    enqueue(
      InsertScoring(
        place: place, scoring: document.scoring, note: nil, manager: manager, now: now))
    return try await find(place)
  }

  /// A version whose state nobody else changes until the transaction ends.
  ///
  /// - Throws: 404 where there is none.
  func lock(_ place: PublishedPlace) async throws -> PublishedTest {
    _ = try await lock(HiringTest.self, place.test)
    return try await find(place)
  }

  private func find(_ place: PublishedPlace) async throws -> PublishedTest {
    guard let published = try await one(place.find()) else { throw Problem.notFound }
    return published
  }

  /// Changes the state of a version that is locked.
  func change(
    _ version: TestVersion, _ change: (inout TestVersion) throws -> Void
  ) async throws -> TestVersion {
    var changed = version
    try change(&changed)
    guard changed.state != version.state else { return version }
    changed.stateVersion += 1
    if changed.isDefault { enqueue(LeaveDefault(version: changed)) }
    enqueue(UpdateVersion(version: changed))
    return changed
  }
}

extension TestVersion {
  fileprivate struct State: Equatable {
    let status: Status
    let isDefault: Bool
    let scoring: Int
  }

  fileprivate var state: State { State(status: status, isDefault: isDefault, scoring: scoring) }
}
