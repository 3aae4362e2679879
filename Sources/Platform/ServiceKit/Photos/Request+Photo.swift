import Contracts
public import Hummingbird

/// A photo with the text fields sent beside it.
public struct PhotoUpload {
  public let photo: Photo
  /// The other parts of the multipart body, each a text; call `finish()` on it.
  public let form: Form
  /// For idempotency: each part's name, type and SHA-256.
  public let digest: BodyDigest
}

extension Request {
  /// A photo, either in the multipart field of that name or as the whole body.
  ///
  /// - Throws: problems: 415 for another content type or picture, 413 when too large, 400 for
  ///   malformed multipart, a missing field or a broken picture.
  public func photo(_ context: ServiceContext, field: String = "photo") async throws -> PhotoUpload
  {
    let type = mediaType ?? ""
    if type.hasPrefix("image/") {
      let body = Array(buffer: try await bytes(limit: Photo.maxBytes))
      return PhotoUpload(
        photo: try Photo(cleaning: body), form: Form(members: []), digest: BodyDigest(of: body))
    }
    guard type == "multipart/form-data" else {
      throw Problem.unsupportedMediaType(
        "Send multipart/form-data with the picture in the field \"\(field)\".")
    }
    let body = Array(buffer: try await bytes(limit: Photo.maxBytes + Multipart.maxOverhead))
    let parts = try Multipart.parse(body, contentType: headers[.contentType] ?? "")
    return try PhotoUpload(parts, field: field)
  }
}

extension PhotoUpload {
  init(_ multipart: Multipart, field: String) throws {
    guard let part = multipart.parts.first(where: { $0.name == ExactText(field) }) else {
      throw Problem.badInput([Mistake("/\(escapedPointer(field))", "is required")])
    }
    let texts = try multipart.parts.filter { $0.name != ExactText(field) }.map { part in
      guard let text = String(validating: part.body, as: UTF8.self), !part.body.contains(0) else {
        throw Problem.badInput([
          Mistake("/\(escapedPointer(part.name.text))", "must be text in UTF-8")
        ])
      }
      return JSONValue.Member(part.name.text, .string(text))
    }
    photo = try Photo(cleaning: Array(part.body))
    digest = BodyDigest(multipart)
    form = Form(members: texts, digest: digest)
  }
}
