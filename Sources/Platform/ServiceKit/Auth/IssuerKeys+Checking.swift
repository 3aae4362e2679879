import Logging
import ServiceLifecycle

extension IssuerKeys {
  /// Tries the keys at hand before it asks the issuer, which may have new ones by now, under the
  /// same name or under none.
  ///
  /// - Throws: `SignedToken.Refusal` unless one of them has signed the token; 503 when no key is at
  ///   hand.
  func checkSignature(of token: SignedToken) async throws {
    let present = await present()
    if let present, present.keys.signed(token) { return }
    let (newest, isReachable) = await newest()
    if let newest, newest.number != present?.number, newest.keys.signed(token) { return }
    if let newest, newest.keys.fits(token) {
      throw SignedToken.Refusal(reason: "has a wrong signature")
    }
    guard newest != nil, isReachable else {
      throw Problem.unavailable(
        "identity-provider-unavailable", "The token's key cannot be fetched.", retryAfter: 5)
    }
    throw SignedToken.Refusal(reason: "is signed with an unknown key")
  }

  /// Fetches the set at start and again and again, until the process stops.
  ///
  /// - Parameters:
  ///   - interval: the most between two times.
  ///   - rest: how long to wait before the first time.
  func stayFresh(every interval: Duration = .seconds(3600), after rest: Duration = .zero) async {
    await cancelWhenGracefulShutdown {
      await self.loadKept()
      try? await Task.sleep(for: rest)
      var pause = Self.firstRetry
      while !Task.isCancelled {
        let isFresh = await self.fetch()
        pause = isFresh ? interval : min(pause * 2, interval)
        try? await Task.sleep(for: pause * Double.random(in: 0.8...1.0))
      }
    }
  }

  private static let firstRetry: Duration = .milliseconds(500)
}
