/// Where a visitor goes on after signing in: a path of this site and nothing else, so that a link
/// to our sign-in page cannot lead to somebody else's.
public struct ReturnAddress: Sendable, Hashable {
  /// With its query, beginning with one slash.
  public let path: String

  private static let maxLength = 2048

  /// Nil for anything that a browser could take for another site: `//host`, `/\host`, a scheme,
  /// blanks and control characters, which browsers drop before they look.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maxLength, bytes.first == UInt8(ascii: "/"),
      bytes.dropFirst().first != UInt8(ascii: "/"),
      bytes.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return nil }
    path = text
  }
}
