import Contracts
import Synchronization

/// How services take who makes a request, each asked once.
///
/// A reference, since a context is copied on its way to the route.
final class AdmittedCallers: Sendable {
  private struct Question: Hashable {
    let service: ExactText
    let caller: Caller
  }

  private let answers = Mutex<[Question: Result<Caller, any Error>]>([:])

  /// - Throws: what the service throws, or has thrown.
  func answer(
    of service: ExactText, on caller: Caller, _ ask: () async throws -> Caller
  ) async throws -> Caller {
    let question = Question(service: service, caller: caller)
    if let known = answers.withLock({ $0[question] }) { return try known.get() }
    let answer: Result<Caller, any Error>
    do {
      answer = .success(try await ask())
    } catch {
      answer = .failure(error)
    }
    answers.withLock { $0[question] = answer }
    return try answer.get()
  }
}
