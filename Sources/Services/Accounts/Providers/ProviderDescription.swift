import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import ServiceKit

/// What a provider says of itself, fetched when it is needed and kept for an hour.
///
/// Nobody waits for it who can do with what it said last: that is taken while it is asked anew, by one
/// for all, and goes on being taken while it does not answer.
actor ProviderDescription: KeySource {
  private let provider: Provider
  private let clock: Clock
  private let logger: Logger
  private var known: ProviderMetadata?
  /// Until when nobody asks what is known; while nothing is, whoever signs in asks, one for all.
  private var rest = Date.distantPast
  private var ongoing: Task<Result<ProviderMetadata, SignInFault>, Never>?

  static let client = OutboundClient(peer: "provider")
  /// How long we wait for a provider.
  static let patience = Duration.seconds(5)
  private static let fresh: TimeInterval = 3_600
  /// How long one that has not answered is left alone if it is known what it said last, in seconds.
  private static let pause: TimeInterval = 60

  init(of provider: Provider, clock: Clock, logger: Logger) {
    self.provider = provider
    self.clock = clock
    self.logger = logger
  }

  /// - Throws: `providerAway`.
  func metadata() async throws(SignInFault) -> ProviderMetadata {
    if let known, clock.now() < rest { return known }
    let asking = ongoing ?? Task { await ask() }
    ongoing = asking
    if let known { return known }
    return try await asking.value.get()
  }

  private func ask() async -> Result<ProviderMetadata, SignInFault> {
    defer { ongoing = nil }
    do {
      let metadata = try await fetched()
      (known, rest) = (metadata, clock.now().addingTimeInterval(Self.fresh))
      return .success(metadata)
    } catch {
      rest = clock.now().addingTimeInterval(Self.pause)
      logger.warning(
        "a provider does not say what it is; what it said last is taken, if it did",
        metadata: ["provider": "\(provider.id)", "cause": "\(error)"])
      return .failure(.providerAway("\(error)"))
    }
  }

  private func fetched() async throws -> ProviderMetadata {
    let call = OutboundCall(.get, provider.discoveryURL, within: Self.patience)
    let answer = try await Self.client.send(call)
    guard answer.status == .ok, let document = try? JSONValue(parsing: answer.body) else {
      throw ProviderMetadata.Unusable(
        description: "its description is not there (\(answer.status.code))")
    }
    return try ProviderMetadata(document, of: provider)
  }

  /// Its key set: of a provider nothing is configured but where it describes itself.
  func fetch() async throws -> String {
    let keys = try await metadata().keys
    guard let source = HTTPKeySource(url: keys) else {
      throw ProviderMetadata.Unusable(description: "its keys are not behind https")
    }
    return try await source.fetch()
  }
}
