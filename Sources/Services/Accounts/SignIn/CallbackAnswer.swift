import Contracts
import FoundationEssentials
import ServiceKit

/// What a browser brings back from a provider (RFC 6749, 4.1.2).
struct CallbackAnswer: Sendable {
  var state: String?
  var code: String?
  var issuer: String?
  var error: String?
  /// Whether one of them is there more than once, which none may be (RFC 6749, 3.1).
  var repeats = false

  /// The code to be exchanged, once what came with it fits the attempt; the callback's first half.
  ///
  /// - Parameters:
  ///   - attempt: the one of its `state`, if there is one.
  ///   - provider: the attempt's, if it is still configured.
  ///   - namesIssuer: whether the provider has announced that it names itself in each answer.
  /// - Throws: why nobody is signed in by it.
  func code(
    for attempt: Attempt?, from provider: Provider?, namingIssuer namesIssuer: Bool,
    in browser: Secret?, at now: Date
  ) throws(SignInFault) -> String {
    guard let attempt, let provider else { throw .over("its state is not known") }
    if let fault = attempt.fault(in: browser, at: now) { throw fault }
    guard !repeats else { throw .unproven("the answer says something twice") }
    // Before anything else is believed: an answer of one provider must not be taken for another's
    // (RFC 9207).
    if let issuer {
      guard ExactText(issuer) == provider.issuer else {
        throw .unproven("the answer is from another issuer")
      }
    } else if namesIssuer {
      throw .unproven("the answer does not name its issuer")
    }
    if let error { throw .refused(SignInFault.Refusal(rawValue: error) ?? .other) }
    guard let code, !code.isEmpty else { throw .unproven("the answer has no code") }
    return code
  }
}
