public import Contracts
public import HTTPTypes
public import Hummingbird

/// What a caller sees when something is refused: an RFC 9457 problem document.
///
/// `slug` is the last part of the document's `type` and part of the API: it never changes.
public struct Problem: Error, Sendable {
  /// The base of every `type`; the slug follows.
  public static let typeBase = "https://makecatsfree.example/problems/"
  static let mediaType = "application/problem+json"

  public var status: HTTPResponse.Status
  public var slug: String
  public var title: String
  /// What happened this time and what the caller can do; never personal data.
  public var detail: String?
  /// All mistakes found in the input.
  public var errors: [Mistake]
  /// Further members of the document, such as `later_times`.
  public var members: [String: JSONValue]
  /// Those of them that are amounts, which a page writes as its language does.
  public var amounts: [String: Money]
  public var headers: HTTPFields
  /// What the log sees and the caller does not.
  public var cause: String?

  public init(
    _ status: HTTPResponse.Status, _ slug: String, title: String, detail: String? = nil,
    errors: [Mistake] = [], members: [String: JSONValue] = [:], amounts: [String: Money] = [:],
    headers: HTTPFields = [:], cause: String? = nil
  ) {
    self.status = status
    self.slug = slug
    self.title = title
    self.detail = detail
    self.errors = errors
    self.members = members
    self.amounts = amounts
    self.headers = headers
    self.cause = cause
  }
}

/// One mistake in the input: where it is and what is wrong with it.
public struct Mistake: Sendable, Hashable {
  /// A JSON pointer (RFC 6901) into the body, or `?name` for a query parameter.
  public var pointer: String
  public var reason: MistakeReason

  public init(_ pointer: String, _ reason: MistakeReason) {
    self.pointer = pointer
    self.reason = reason
  }
}

extension Problem: HTTPResponseError {
  public func response(from request: Request, context: some RequestContext) throws -> Response {
    response()
  }

  /// The document as an answer.
  public func response() -> Response {
    var fields = headers
    fields[.contentType] = Self.mediaType
    fields[.cacheControl] = "no-store"
    return Response(
      status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: document)))
  }

  /// The document's JSON bytes.
  public var document: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("type", Self.typeBase + slug)
    writer.field("title", title)
    writer.field("status", status.code)
    if let detail { writer.field("detail", detail) }
    if !errors.isEmpty {
      writer.key("errors")
      writer.beginArray()
      for mistake in errors {
        writer.beginObject()
        writer.field("pointer", mistake.pointer)
        writer.field("code", mistake.reason.code)
        writer.field("reason", mistake.reason.text)
        writer.endObject()
      }
      writer.endArray()
    }
    let amounts = amounts.mapValues { JSONValue.string("\($0)") }
    let members = members.merging(amounts) { member, _ in member }
    for (name, value) in members.sorted(by: { $0.key < $1.key }) { writer.field(name, value) }
    writer.endObject()
    return writer.bytes
  }
}

extension Response {
  var isProblem: Bool { headers[.contentType] == Problem.mediaType }
}
