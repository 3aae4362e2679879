import HTTPTypes
public import Hummingbird
import NIOCore

extension PhotoSource {
  /// The picture, never to be taken for anything else: right type, `nosniff`, no scripts. A copy
  /// may be kept and is asked about each time: another picture may come to the same place, and who
  /// has signed out sees none.
  ///
  /// Who has it already, or asks for the head alone, needs none of its bytes; for others it is read
  /// as it is written, and they wait while there is no room for one more (`PhotoRooms`).
  /// - Parameter sha256: lower-case hexadecimal.
  /// - Throws: problems: 404 when it is not there, 503 when there is no room for it in time.
  public func response(
    showing sha256: String, to request: Request, _ context: RequestScope
  ) async throws -> Response {
    guard let photo = try await find(sha256) else { throw Problem.notFound }
    let etag = "\"\(sha256)\""
    var headers: HTTPFields = [
      .contentType: photo.mediaType,
      .xContentTypeOptions: "nosniff",
      .contentSecurityPolicy: "default-src 'none'; sandbox",
      .cacheControl: "private, no-cache",
      .eTag: etag,
    ]
    headers[.contentDisposition] = "inline"
    let isNeeded = request.method == .get && !request.alreadyHas(etag)
    let body =
      isNeeded
      ? try await body(of: photo, context)
      : ResponseBody(contentLength: photo.length) { try await $0.finish(nil) }
    return Response(status: .ok, headers: headers, body: body)
  }

  /// The first piece is read at once, while an error can still be told.
  private func body(of photo: StoredPhoto, _ context: RequestScope) async throws -> ResponseBody {
    let allowance = context.allowance
    try await allowance?.beginShowing(min(photo.length, photoPieceBytes))
    let first = try await piece(of: photo, at: 0)
    return ResponseBody(contentLength: photo.length) { writer in
      func write() async throws {
        try await writer.write(ByteBuffer(bytes: first))
        var sent = first.count
        while sent < photo.length {
          let piece = try await piece(of: photo, at: sent)
          try await writer.write(ByteBuffer(bytes: piece))
          sent += piece.count
        }
        try await writer.finish(nil)
      }
      if let allowance { try await allowance.show(write) } else { try await write() }
    }
  }

  private func piece(of photo: StoredPhoto, at offset: Int) async throws -> [UInt8] {
    let end = min(offset + photoPieceBytes, photo.length)
    let piece = try await bytes(offset..<end, of: photo.sha256)
    guard piece.count == end - offset else { throw PhotoGone() }
    return piece
  }
}

/// How much of a photo that is shown is in memory: who reads slowly holds no more.
private let photoPieceBytes = 64 * 1024

/// A photo is not there any more, or shorter than it was.
private struct PhotoGone: Error {}
