public import Contracts
import FoundationEssentials

/// Which hosts may be called at addresses that somebody has typed. What only this process can reach is
/// not theirs to ask or to probe.
public struct OutboundHosts: Sendable {
  /// Those that may be called, whatever they lead to; empty: any but what is never meant.
  private let allowed: Set<ExactText>
  private let databases: [ExactText]

  /// - Parameters:
  ///   - allowed: names or addresses as they stand in the calls' addresses; empty: any but loopback,
  ///     link-local and the databases' own.
  ///   - databases: the hosts of this process's databases.
  public init(allowed: [String] = [], databases: [String] = []) {
    self.allowed = Set(allowed.map { Self.plain(ExactText($0)) })
    self.databases = Set(databases.map { Self.plain(ExactText($0)) }).sorted()
  }

  /// Where a host is, to be connected to as it stands: a name may lead elsewhere by the time it is
  /// looked up again.
  func addresses(of host: ExactText) async throws(OutboundFailure) -> [ExactText] {
    guard let found = await permitted(host) else { throw .forbiddenHost }
    guard !found.isEmpty else { throw .unreachable("its host has no address") }
    return found
  }

  /// Whether somebody may type that host. One that has no address yet may be typed: it is looked at
  /// again before each call.
  public func permits(_ host: ExactText) async -> Bool { await permitted(host) != nil }

  /// The host's addresses; nil: it may not be called.
  private func permitted(_ host: ExactText) async -> [ExactText]? {
    let host = Self.plain(host)
    guard allowed.isEmpty else {
      return allowed.contains(host) ? await HostLookup.addresses(of: host) : nil
    }
    if databases.contains(host) { return nil }
    let found = await HostLookup.addresses(of: host)
    var forbidden = Self.neverMeant
    for database in databases {
      forbidden += await HostLookup.addresses(of: database).compactMap { AddressRange($0.text) }
    }
    let isForbidden = found.contains { address in
      forbidden.contains { $0.contains(address.text) }
    }
    return isForbidden ? nil : found
  }

  /// A host as names are compared: lower case, IPv6 addresses without brackets.
  private static func plain(_ host: ExactText) -> ExactText {
    ExactText(String(host.text.lowercased().drop { $0 == "[" }.prefix { $0 != "]" }))
  }

  /// "This host", loopback and link-local (RFC 6890), where clouds keep their secrets too, one of
  /// them among its unique-local addresses, and the way there by translation (RFC 6052).
  private static let neverMeant = [
    "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "::/96", "fe80::/10",
    "fd00:ec2::/32", "64:ff9b::/96",
  ].compactMap(AddressRange.init)
}
