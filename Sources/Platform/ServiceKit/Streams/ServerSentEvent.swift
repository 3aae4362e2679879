/// One event of a `text/event-stream`, as WHATWG HTML, section 9.2, writes it
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
public struct ServerSentEvent: Sendable, Hashable {
  /// What the client sends as `Last-Event-ID` when it comes back.
  public var id: String?
  /// The event's type; nil: `message`.
  public var type: String?
  /// nil: the client learns the id, and nothing happens in it.
  public var data: String?

  public init(id: String? = nil, type: String? = nil, data: String? = nil) {
    self.id = id
    self.type = type
    self.data = data
  }

  /// The event's bytes, its empty line last.
  public var bytes: [UInt8] {
    var text = ""
    if let id { text += "id: \(Self.oneLine(id))\n" }
    if let type { text += "event: \(Self.oneLine(type))\n" }
    // Each of its lines is a field; the client joins them with line feeds.
    for line in data.map(Self.lines) ?? [] { text += "data: \(line)\n" }
    return Array((text + "\n").utf8)
  }

  /// CR LF counts as one end of a line; Swift takes it for one character.
  private static func lines(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd)
  }

  /// A line end would end the field, and a client ignores an id with a NUL.
  private static func oneLine(_ text: String) -> String {
    text.filter { !isLineEnd($0) && $0 != "\0" }
  }

  private static func isLineEnd(_ character: Character) -> Bool {
    character == "\n" || character == "\r" || character == "\r\n"
  }
}
