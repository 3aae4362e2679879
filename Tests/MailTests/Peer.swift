import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// Programs of others that the tests speak with.
enum Peer {
  /// The repository's folder.
  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// With what `scripts/setup --test` has installed.
  static let python = "\(root)/.build/python/bin/python"

  /// A script in `Tests/MailTests/peers`.
  static func script(_ name: String) -> String { "\(root)/Tests/MailTests/peers/\(name)" }
}

/// A server of `peers/serve.py` or `peers/chasquid.py`.
struct PeerServer: Sendable {
  let port: Int
  /// The file of its certificate.
  let certificate: String

  /// What it tells of a mail that it took.
  struct Taken: Decodable {
    let sender: String
    let recipients: [String]
    let mail: Data
    let login: String
    let isSecure: Bool
  }

  /// What one that misbehaves tells of a connection.
  struct Met: Decodable {
    let dot: Bool
    let answered: Bool
  }
}

/// Runs such a server for as long as `body` runs.
///
/// - Parameter script: of `Tests/MailTests/peers`.
///
/// - Returns: what `body` returned, and what the server has told.
func withPeerServer<T: Sendable, Told: Decodable>(
  _ arguments: [String], of script: String = "serve.py", tells: Told.Type,
  _ body: (PeerServer) async throws -> T
) async throws -> (T, [Told]) {
  let result = try await run(
    .path(.init(Peer.python)), arguments: Arguments([Peer.script(script)] + arguments),
    input: .inputWriter, output: .sequence, error: .discarded
  ) { execution in
    var lines = execution.standardOutput.strings().makeAsyncIterator()
    let first = try #require(try await lines.next()).split(separator: " ").map(String.init)
    let server = PeerServer(port: try #require(Int(first[0])), certificate: first[1])
    let value = try await body(server)
    // It ends with its standard input.
    try await execution.standardInputWriter.finish()
    var told: [String] = []
    while let line = try await lines.next() { told.append(line) }
    return (value, told)
  }
  let (value, told) = result.closureResult
  return (value, try told.map { try JSONDecoder().decode(Told.self, from: Data($0.utf8)) })
}
