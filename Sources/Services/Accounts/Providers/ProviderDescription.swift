import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import ServiceKit

/// What a provider says of itself, fetched when it is needed and kept for an hour; while it does not
/// answer, what it said last.
actor ProviderDescription: KeySource {
  private let provider: Provider
  private let clock: Clock
  private let logger: Logger
  private var known: (metadata: ProviderMetadata, fetchedAt: Date)?

  static let client = OutboundClient(peer: "provider")
  /// How long we wait for a provider.
  static let patience = Duration.seconds(5)
  private static let fresh: TimeInterval = 3_600

  init(of provider: Provider, clock: Clock, logger: Logger) {
    self.provider = provider
    self.clock = clock
    self.logger = logger
  }

  /// - Throws: `providerAway`.
  func metadata() async throws(SignInFault) -> ProviderMetadata {
    let now = clock.now()
    if let known, now.timeIntervalSince(known.fetchedAt) < Self.fresh { return known.metadata }
    do {
      let metadata = try await fetched()
      known = (metadata, now)
      return metadata
    } catch {
      guard let known else { throw .providerAway("\(error)") }
      logger.warning(
        "a provider does not say what it is; it is taken at its last word",
        metadata: ["provider": "\(provider.id)", "cause": "\(error)"])
      return known.metadata
    }
  }

  private func fetched() async throws -> ProviderMetadata {
    let call = OutboundCall(.get, provider.discoveryURL, within: Self.patience)
    let answer = try await Self.client.send(call)
    guard answer.status == .ok, let document = try? JSONValue(parsing: answer.body) else {
      throw ProviderMetadata.Unusable(
        description: "its description is not there (\(answer.status.code))")
    }
    return try ProviderMetadata(document, of: provider.issuer)
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
