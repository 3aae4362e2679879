import HTTPTypes

/// Where an issuer's key set comes from.
public protocol KeySource: Sendable {
  /// The JSON Web Key Set, as JSON.
  func fetch() async throws -> String
}

/// A key set that is at hand, such as that of an issuer in the same process.
public struct FixedKeySource: KeySource {
  private let jwks: String

  public init(_ jwks: String) { self.jwks = jwks }
  public func fetch() async throws -> String { jwks }
}

/// A key set behind a URL.
public struct HTTPKeySource: KeySource {
  let url: String

  private static let client = OutboundClient(peer: "issuer")

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Returns: nil unless it is https, or http on loopback: keys that anybody on the way can replace
  ///   are none.
  public init?(url: String) {
    // A backslash ends the host to some readers of addresses, and not to others.
    guard let origin = webOrigin(of: url), !url.utf8.contains(UInt8(ascii: "\\")) else {
      return nil
    }
    let isLoopback = ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { host in
      origin.hasPrefix(host) && [nil, ":"].contains(origin.dropFirst(host.count).first)
    }
    guard origin.hasPrefix("https://") || isLoopback else { return nil }
    self.url = url
  }

  public func fetch() async throws -> String {
    var call = OutboundCall(.get, url, within: .seconds(3))
    call.mostBytes = 256 * 1024
    let answer = try await Self.client.send(call)
    guard answer.status == .ok else {
      throw Failure(description: "the key set's URL answers \(answer.status.code)")
    }
    return String(decoding: answer.body, as: UTF8.self)
  }
}
