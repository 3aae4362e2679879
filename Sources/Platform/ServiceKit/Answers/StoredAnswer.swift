import Contracts
public import HTTPTypes
public import Hummingbird
import NIOCore

/// A complete small answer: what a route returns and what idempotency keeps.
public struct StoredAnswer: Sendable, Hashable {
  public var status: HTTPResponse.Status
  public var contentType: String?
  public var etag: String?
  public var location: String?
  public var body: [UInt8]

  public init(
    status: HTTPResponse.Status, contentType: String? = nil, etag: String? = nil,
    location: String? = nil, body: [UInt8] = []
  ) {
    self.status = status
    self.contentType = contentType
    self.etag = etag
    self.location = location
    self.body = body
  }

  /// A JSON answer.
  ///
  /// - Parameters:
  ///   - version: the resource's version, which becomes its ETag, together with a digest of the
  ///     answer if that is a ``ResourceView``.
  ///   - location: the created resource's path.
  public init(
    _ value: some JSONWritable, status: HTTPResponse.Status = .ok, etag version: Int64? = nil,
    location: String? = nil
  ) {
    var writer = JSONWriter()
    value.write(to: &writer)
    let view = value is any ResourceView ? writer.bytes : nil
    self.init(
      status: status, contentType: "application/json",
      etag: version.map { EntityTag(version: $0, view: view).description },
      location: location, body: writer.bytes)
  }

  /// A JSON answer by Codable, with the wire's spelling of times and money.
  public init(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, etag version: Int64? = nil,
    location: String? = nil
  ) throws {
    self.init(
      status: status, contentType: "application/json",
      etag: version.map { EntityTag(version: $0).description },
      location: location, body: Array(try WireCoding.encode(value)))
  }

  /// 204.
  public static let noContent = StoredAnswer(status: .noContent)

  /// - Parameter isReplay: marks the answer as one that was given before.
  public func response(isReplay: Bool = false) -> Response {
    var headers = HTTPFields()
    if let contentType { headers[.contentType] = contentType }
    if let etag { headers[.eTag] = etag }
    if let location { headers[.location] = location }
    if isReplay { headers[.idempotencyReplayed] = "true" }
    guard status != .noContent else { return Response(status: status, headers: headers) }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}

extension StoredAnswer: ResponseGenerator {
  public func response(from request: Request, context: some RequestContext) throws -> Response {
    response()
  }
}

/// A JSON answer; see `StoredAnswer.init(_:status:etag:location:)`.
public func json(
  _ value: some JSONWritable, status: HTTPResponse.Status = .ok, etag version: Int64? = nil,
  location: String? = nil
) -> Response {
  StoredAnswer(value, status: status, etag: version, location: location).response()
}

/// A JSON answer by Codable.
public func json(
  _ value: some Encodable, status: HTTPResponse.Status = .ok, etag version: Int64? = nil,
  location: String? = nil
) throws -> Response {
  try StoredAnswer(value, status: status, etag: version, location: location).response()
}
