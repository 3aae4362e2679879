import HTTPTypes

/// The cookie that carries a visitor's access token.
///
/// Only page routes look at it; under `/api` a token counts only in `Authorization`, so that no
/// other site can make a browser act there.
public enum SessionCookie {
  static let name = "mcf_session"

  /// `Set-Cookie` (RFC 6265bis): unreadable for scripts, not sent along with other sites' posts.
  ///
  /// - Parameters:
  ///   - seconds: how long the browser keeps it.
  ///   - isSecure: whether only https may carry it.
  public static func setting(_ token: String, seconds: Int, isSecure: Bool) -> String {
    "\(name)=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax"
      + (isSecure ? "; Secure" : "")
  }

  /// `Set-Cookie` that ends the session in this browser.
  public static func clearing(isSecure: Bool) -> String {
    setting("", seconds: 0, isSecure: isSecure)
  }

  /// The token in a request's cookies; an empty or repeated one is none.
  static func token(in fields: HTTPFields) -> String? {
    let tokens = fields[values: .cookie].flatMap { $0.split(separator: ";") }
      .compactMap { pair -> Substring? in
        let halves = pair.drop { $0 == " " }
          .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return halves.count == 2 && halves[0] == name ? halves[1] : nil
      }
    guard tokens.count == 1, let token = tokens.first, !token.isEmpty else { return nil }
    return String(token)
  }
}
