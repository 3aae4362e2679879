import Contracts
import Crypto
import FoundationEssentials
import ServiceKit
import Synchronization

/// Whom the provider has let in: codes, each for one use, and the access tokens that they were
/// exchanged for. What is over is forgotten.
final class LocalGrants: Sendable {
  struct Grant: Sendable {
    let cat: SignedInCat
    let request: AuthorizationRequest
    let madeAt: Date
  }

  private struct State {
    var codes: [ExactText: Grant] = [:]
    var tokens: [ExactText: Grant] = [:]
  }

  private let state = Mutex(State())
  private let clock: Clock

  private static let codeSeconds: TimeInterval = 60
  static let tokenSeconds = 300

  init(clock: Clock) { self.clock = clock }

  func code(for cat: SignedInCat, _ request: AuthorizationRequest) -> String {
    let code = randomToken()
    let now = clock.now()
    state.withLock { state in
      state.codes = state.codes.filter { now < $0.value.madeAt + Self.codeSeconds }
      state.codes[ExactText(code)] = Grant(cat: cat, request: request, madeAt: now)
    }
    return code
  }

  /// The grant of a code, which is none any more.
  ///
  /// - Parameter verifier: its digest has to be what was asked with (RFC 7636, 4.6).
  /// - Returns: nil for a code that is over, or of somebody else.
  func redeem(_ code: ExactText, redirect: ExactText, verifier: String) -> Grant? {
    let now = clock.now()
    guard let grant = state.withLock({ $0.codes.removeValue(forKey: code) }),
      now < grant.madeAt + Self.codeSeconds, ExactText(grant.request.redirect) == redirect,
      ExactText(base64URL(SHA256.hash(data: Array(verifier.utf8)))) == grant.request.challenge
    else { return nil }
    return grant
  }

  func accessToken(for grant: Grant) -> String {
    let token = randomToken()
    let now = clock.now()
    state.withLock { state in
      state.tokens = state.tokens.filter { isGood($0.value, at: now) }
      state.tokens[ExactText(token)] = grant
    }
    return token
  }

  func cat(of token: ExactText) -> SignedInCat? {
    let now = clock.now()
    return state.withLock { $0.tokens[token] }.flatMap { isGood($0, at: now) ? $0.cat : nil }
  }

  private func isGood(_ grant: Grant, at now: Date) -> Bool {
    now < grant.madeAt + TimeInterval(Self.tokenSeconds)
  }
}
