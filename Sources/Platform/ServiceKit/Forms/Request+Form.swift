public import Hummingbird
import NIOCore

/// How large a JSON body may be.
public enum BodyLimit {
  /// 64 KiB: room for every form there is.
  public static let form = 64 * 1024
}

extension Request {
  /// The body as a form.
  ///
  /// - Parameter limit: the largest body, in bytes.
  /// - Throws: problems: 415 unless it is `application/json`, 413 when too large, 400 when it is
  ///   no JSON object.
  public func form(_ context: RequestScope, limit: Int = BodyLimit.form) async throws -> Form {
    try requireJSON()
    let body = try await bytes(limit: limit)
    return try body.withUnsafeReadableBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      let value = try Self.parse(bytes)
      return try Form(value, digest: BodyDigest(value, sent: bytes))
    }
  }

  /// The body as a form, or an empty form if there is no body: for routes whose fields are all
  /// optional.
  public func optionalForm(
    _ context: RequestScope, limit: Int = BodyLimit.form
  ) async throws -> Form {
    guard hasBody else { return Form(members: []) }
    return try await form(context, limit: limit)
  }

  /// The whole body, at most `limit` bytes.
  public func bytes(limit: Int) async throws -> ByteBuffer {
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem.tooLarge(limit: limit)
    }
    do {
      let bytes = try await body.collect(upTo: limit)
      try Task.checkCancellation()
      return bytes
    } catch is NIOTooManyBytesError {
      throw Problem.tooLarge(limit: limit)
    } catch is CancellationError {
      throw Problem.bodyTooSlow
    }
  }

  /// Whether the head announces a body.
  var hasBody: Bool {
    if let length = headers[.contentLength] { return length != "0" }
    return headers[.transferEncoding] != nil
  }

  private func requireJSON() throws {
    let type = mediaType
    guard type == "application/json" else {
      throw Problem.unsupportedMediaType("Send Content-Type: application/json.")
    }
  }

  /// The content type's media type, lower case, without parameters.
  var mediaType: String? {
    headers[.contentType].map { value in
      let end = value.firstIndex(of: ";") ?? value.endIndex
      return value[..<end].lowercased().split(separator: " ").joined()
    }
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws -> JSONValue {
    do {
      return try JSONParser.parse(bytes)
    } catch {
      throw Problem.malformed("The body \(error.reason) (byte \(error.offset)).", at: "")
    }
  }
}
