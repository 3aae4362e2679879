public import FoundationEssentials
public import HTTPTypes

/// What is asked of somebody outside.
public struct OutboundCall: Sendable {
  public var method: HTTPRequest.Method
  public var url: String
  public var headers: HTTPFields = [:]
  public var body: [UInt8] = []
  /// For everything, from looking up the host to the last byte of the answer.
  public var time: Duration
  /// Of a longer answer nothing counts.
  public var mostBytes = 64 * 1_024

  public init(_ method: HTTPRequest.Method = .get, _ url: String, within time: Duration) {
    self.method = method
    self.url = url
    self.time = time
  }

  /// A call with a body.
  ///
  /// - Parameter key: the same however often it is sent, so that it takes effect once.
  public static func post(
    _ body: [UInt8], as mediaType: String = "application/json", to url: String,
    key: String? = nil, within time: Duration
  ) -> OutboundCall {
    var call = OutboundCall(.post, url, within: time)
    call.body = body
    call.headers[.contentType] = mediaType
    call.headers[.accept] = "application/json"
    call.headers[.idempotencyKey] = key
    return call
  }
}

/// What came back, whatever it says.
public struct OutboundAnswer: Sendable {
  public let status: HTTPResponse.Status
  public let body: Data
  /// In how many seconds the other side wants to be asked again.
  public let retryAfter: TimeInterval?

  public var isSuccess: Bool { status.kind == .successful }
}
