import HTTPTypes
import Hummingbird
import ServiceKit

extension PortalHead {
  init(_ request: Request) {
    self.init(
      method: request.method, path: request.uri.path[...],
      ticket: Self.ticket(in: request.uri.query), contentType: request.headers[.contentType],
      contentLength: request.headers[.contentLength].flatMap { Int($0) })
  }

  /// Whether a program asks, be it the script of a page: it is answered with data.
  var isForPrograms: Bool {
    path.hasPrefix("/api/") || method == .put || path.hasSuffix("/time")
  }

  /// The parameter of an address that has its ticket.
  static let ticketName = "t"

  /// A ticket needs no decoding: whatever does is none.
  private static func ticket(in query: String?) -> Substring? {
    let name = ticketName + "="
    return query?.split(separator: "&").first { $0.hasPrefix(name) }?.dropFirst(name.count)
  }
}
