import Contracts
import FoundationEssentials
import ServiceKit

/// A browser that was sent to a provider and has not come back yet.
struct Attempt: Sendable {
  let id: UUID
  /// Of what its browser has in a cookie.
  let browserHash: [UInt8]
  let provider: ExactText
  let nonce: ExactText
  /// What proves that the code is ours (RFC 7636), sealed.
  let verifier: [UInt8]
  let returnTo: String
  let createdAt: Date
  var usedAt: Date?

  /// How long somebody has to sign in at the provider, in seconds.
  static let lifetime: TimeInterval = 600

  /// Why it leads nowhere any more; nil: it does.
  func fault(in browser: Secret?, at now: Date) -> SignInFault? {
    guard isOf(browser) else { return .over("it began in another browser") }
    if usedAt != nil { return .over("it was used already") }
    guard now < createdAt.addingTimeInterval(Self.lifetime) else {
      return .over("it took too long")
    }
    return nil
  }

  func isOf(_ browser: Secret?) -> Bool { browser?.hash == browserHash }
}
