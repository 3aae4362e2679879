/// Programs of others that the tests speak with.
enum Peer {
  /// The repository's folder.
  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// A script in `Tests/MailTests/peers`.
  static func script(_ name: String) -> String { "\(root)/Tests/MailTests/peers/\(name)" }
}
