import HTTPTypes
public import Hummingbird
import NIOCore

extension StoredPhoto: ResponseGenerator {
  /// The picture, never to be taken for anything else: right type, `nosniff`, no scripts.
  public func response(from request: Request, context: some RequestContext) throws -> Response {
    var headers: HTTPFields = [
      .contentType: mediaType,
      .xContentTypeOptions: "nosniff",
      .contentSecurityPolicy: "default-src 'none'; sandbox",
      .cacheControl: "private, max-age=31536000, immutable",
    ]
    headers[.contentDisposition] = "inline"
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
