public import Configuration
import Contracts
import FoundationEssentials
public import Logging
import ServiceKit

/// Whether providers answer as they are configured, and what an ID token of theirs would become.
public struct ProviderCheck: Sendable {
  private let lines: [ProviderLine]
  private let clock = Clock.system

  /// A thing that was looked at.
  public struct Finding: Sendable {
    /// What it is about.
    public let title: String
    public let text: String
    public let isGood: Bool
  }

  /// - Throws: `SettingError` for providers that cannot be used.
  public init(_ configuration: ConfigReader, logger: Logger) throws {
    let clock = clock
    lines = try Provider.all(configuration).map {
      ProviderLine(to: $0, keysIn: NoKeySetStore(), clock: clock, logger: logger)
    }
  }

  /// What each says of itself.
  public func findings() async -> [Finding] {
    var findings: [Finding] = []
    for line in lines {
      findings.append(
        await finding("description of \(line.provider.id)") {
          let metadata = try await line.description.metadata()
          return "codes at \(metadata.authorization), "
            + (metadata.endSession.map { "ends sessions at \($0)" } ?? "ends no sessions")
        })
      findings.append(
        await finding("keys of \(line.provider.id)") {
          let set = try JSONValue(parsing: try await line.description.fetch().utf8)
          return
            "\(set["keys"]?.array?.count ?? 0) at \(try await line.description.metadata().keys)"
        })
    }
    return findings
  }

  /// What an ID token would become of the provider that it is from; addresses and links are not looked
  /// at.
  public func finding(of idToken: String) async -> Finding {
    for line in lines {
      guard let token = try? await line.proven(idToken) else { continue }
      return await finding("ID token of \(line.provider.id)") {
        try token.checkAlone(from: line.provider, at: clock.now())
        let identification = Identification(provider: line.provider, claims: token.claims)
        let findings = identification.roles.map {
          identification.finding(as: $0, links: [], people: [])
        }
        return try identification.standings(findings, known: []).map { standing in
          standing.allRoles.map(\.rawValue).sorted().joined(separator: " and ")
            + " \(standing.subject)"
        }.joined(separator: ", or ")
      }
    }
    return Finding(
      title: "ID token", text: "no provider that is set has signed it", isGood: false)
  }

  private func finding(
    _ title: String, _ look: () async throws -> String
  ) async -> Finding {
    do {
      return Finding(title: title, text: try await look(), isGood: true)
    } catch {
      return Finding(title: title, text: "\(error)", isGood: false)
    }
  }
}

/// Nothing is kept of a look.
private struct NoKeySetStore: KeySetStore {
  func load(issuer: String) async throws -> String? { nil }
  func save(_ jwks: String, issuer: String, at now: Date) async throws {}
}
