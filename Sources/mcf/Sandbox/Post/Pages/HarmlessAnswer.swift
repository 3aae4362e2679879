import HTTPTypes
import Hummingbird
import NIOCore

/// Answers that hold what somebody has put into a mail: nothing in them runs, and nothing is
/// fetched for them, also where they are opened by themselves.
enum HarmlessAnswer {
  /// What a frame shows.
  static func html(_ html: String) -> Response {
    answer("text/html; charset=utf-8", Array(unconnected(html).utf8))
  }

  static func source(_ bytes: [UInt8]) -> Response { answer("text/plain; charset=utf-8", bytes) }

  /// What a browser stores, and does not show.
  static func file(_ file: MailFile) -> Response {
    var response = answer(
      file.isCalendar ? "text/calendar; charset=utf-8" : "application/octet-stream",
      file.contents)
    response.headers[.contentDisposition] = "attachment; filename=\"\(file.name)\""
    return response
  }

  /// Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/): an origin of its own, no
  /// scripts, forms or windows, and nothing but the styles within.
  private static let policy = """
    sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'self'
    """

  private static func answer(_ type: String, _ bytes: [UInt8]) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type, .contentSecurityPolicy: policy, .xContentTypeOptions: "nosniff",
        .cacheControl: "no-store",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A link's hint to connect heeds no policy, and to where a frame would lead browsers connect
  /// before they ask theirs. Tags have one spelling, but for the size of letters;
  /// they begin behind whatever mark would join them to a character.
  private static func unconnected(_ html: String) -> String {
    html.replacing(
      #/<(?=link|iframe|frame|object|embed)/#.ignoresCase().matchingSemantics(.unicodeScalar),
      with: "<no-")
  }
}
