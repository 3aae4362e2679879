/// Where a page comes from, as browsers compare it: scheme, host and port, in lower case (RFC 6454,
/// 4), such as `https://pay.example:8443`.
///
/// - Returns: nil for what is no address of HTTP, and for one that begins with a user's name.
public func webOrigin(of url: String) -> String? {
  guard let mark = url.firstRange(of: "://") else { return nil }
  let scheme = url[..<mark.lowerBound].lowercased()
  let authority = url[mark.upperBound...].prefix { !"/?#\\".contains($0) }
  let isPlain = authority.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "@") }
  guard scheme == "http" || scheme == "https", !authority.isEmpty, isPlain else { return nil }
  return "\(scheme)://\(authority.lowercased())"
}
