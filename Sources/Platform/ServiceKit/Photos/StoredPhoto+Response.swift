import HTTPTypes
public import Hummingbird
import NIOCore

extension StoredPhoto: ResponseGenerator {
  /// The picture, never to be taken for anything else: right type, `nosniff`, no scripts. A copy
  /// may be kept and is asked about each time: another picture may come to the same place, and who
  /// has signed out sees none.
  public func response(from request: Request, context: some RequestContext) throws -> Response {
    var headers: HTTPFields = [
      .contentType: mediaType,
      .xContentTypeOptions: "nosniff",
      .contentSecurityPolicy: "default-src 'none'; sandbox",
      .cacheControl: "private, no-cache",
      .eTag: "\"\(sha256)\"",
    ]
    headers[.contentDisposition] = "inline"
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
