public import HTTPTypes

/// A cookie of this host alone, which no script reads and no other site's post carries.
///
/// Over https its name says so (`__Host-`, RFC 6265bis, 4.1.3.2), so that no other host of the same
/// domain can plant it. Browsers take such names over https only; over http, on loopback, it has none.
public struct HostCookie: Sendable {
  let name: String
  private let isSecure: Bool

  /// - Parameters:
  ///   - name: without the prefix.
  ///   - isSecure: whether the site is reached by https.
  public init(_ name: String, isSecure: Bool) {
    self.name = (isSecure ? "__Host-" : "") + name
    self.isSecure = isSecure
  }

  /// The one that carries the session's token.
  ///
  /// Only page routes look at it; under `/api` a token counts only in `Authorization`, so that no
  /// other site can make a browser act there.
  public static func session(isSecure: Bool) -> HostCookie {
    HostCookie("mcf_session", isSecure: isSecure)
  }

  /// `Set-Cookie` (RFC 6265bis).
  ///
  /// - Parameter seconds: how long the browser keeps it.
  public func setting(_ value: String, seconds: Int) -> String {
    "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax"
      + (isSecure ? "; Secure" : "")
  }

  /// `Set-Cookie` that ends it in this browser.
  public var clearing: String { setting("", seconds: 0) }

  /// `Cookie`, as browsers send it.
  public func sent(_ value: String) -> String { "\(name)=\(value)" }

  /// Its value in a request; an empty or repeated one is none.
  public func value(in fields: HTTPFields) -> String? {
    let values = fields[values: .cookie].flatMap { $0.split(separator: ";") }
      .compactMap { pair -> Substring? in
        let halves = pair.drop { $0 == " " }
          .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return halves.count == 2 && halves[0] == name ? halves[1] : nil
      }
    guard values.count == 1, let value = values.first, !value.isEmpty else { return nil }
    return String(value)
  }
}
