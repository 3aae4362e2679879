import Contracts
public import Hummingbird
import NIOCore

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
  /// It may come slowly, and waits while there is no room for more photos in memory; see
  /// `RequestPace` and `PhotoRooms`.
  /// - Throws: problems: 415 for another content type or picture, 413 when too large, 400 for
  ///   malformed multipart, a missing field or a broken picture, 408 when it comes too slowly, 503
  ///   when there is no room for it.
  public func photo(_ context: RequestScope, field: String = "photo") async throws -> PhotoUpload {
    let type = mediaType ?? ""
    let isBare = type.hasPrefix("image/")
    guard isBare || type == "multipart/form-data" else {
      throw Problem.unsupportedMediaType(
        "Send multipart/form-data with the picture in the field \"\(field)\".")
    }
    let limit = isBare ? Photo.maxBytes : Photo.maxBytes + Multipart.maxOverhead
    let body = try await upload(limit: limit, context)
    let header = headers[.contentType] ?? ""
    let read = try await withTaskExecutorPreference(PhotoExecutor.shared) {
      try isBare ? ReadUpload(body) : ReadUpload(Multipart.parse(body, contentType: header), field)
    }
    return PhotoUpload(
      photo: read.photo, form: Form(members: read.texts, digest: read.digest), digest: read.digest)
  }

  /// The whole body, into memory as room for it is found.
  func upload(limit: Int, _ context: RequestScope) async throws -> [UInt8] {
    let length = headers[.contentLength].flatMap { Int($0) } ?? 0
    guard length <= limit else { throw Problem.photoTooLarge }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    try context.allowance?.beginUpload(atMost: hasExactLength ? length : limit)
    do {
      for try await chunk in body {
        guard bytes.count + chunk.readableBytes <= limit else { throw Problem.photoTooLarge }
        try await context.allowance?.receive(chunk.readableBytes)
        bytes += chunk.readableBytesView
      }
      try Task.checkCancellation()
    } catch is CancellationError {
      throw Problem.bodyTooSlow
    }
    context.allowance?.endUpload()
    return bytes
  }

  /// Whether the head says how long the body is that routes read.
  private var hasExactLength: Bool {
    headers[.contentLength] != nil && !headers.contains(.contentEncoding)
  }
}

/// What was found in an upload.
struct ReadUpload: Sendable {
  let photo: Photo
  var texts: [JSONValue.Member] = []
  let digest: BodyDigest

  /// The picture is the whole body.
  init(_ body: [UInt8]) throws {
    guard !body.isEmpty else {
      throw Problem.malformed("The body is empty: send the picture in it.", at: "")
    }
    photo = try Photo(cleaning: body)
    digest = BodyDigest(of: body)
  }

  init(_ multipart: Multipart, _ field: String) throws {
    let pointer = "/\(escapedPointer(field))"
    guard let part = multipart.parts.first(where: { $0.name == ExactText(field) }) else {
      throw Problem.badInput([Mistake(pointer, .required)])
    }
    guard !part.body.isEmpty else {
      throw Problem.badInput([
        Mistake(
          pointer,
          part.hasFileName ? .emptyFile : .required.with(hint: ": no picture was chosen"))
      ])
    }
    texts = try multipart.texts { $0 != ExactText(field) }
    photo = try Photo(cleaning: part.body)
    digest = BodyDigest(multipart)
  }
}

extension Multipart {
  /// The parts of some names, each a text.
  ///
  /// - Throws: a 400 problem for one that is none.
  func texts(where isMeant: (ExactText) -> Bool) throws -> [JSONValue.Member] {
    try parts.filter { isMeant($0.name) }.map { part in
      guard let text = String(validating: part.body, as: UTF8.self), !part.body.contains(0) else {
        throw Problem.badInput([Mistake("/\(escapedPointer(part.name.text))", .noUTF8)])
      }
      return JSONValue.Member(part.name.text, .string(text))
    }
  }
}

extension Problem {
  /// 413 for a photo.
  static var photoTooLarge: Problem {
    var problem = Problem.tooLarge(limit: Photo.maxBytes)
    problem.detail =
      "A photo may have at most \(Photo.maxBytes / 1_048_576) MiB (\(Photo.maxBytes) bytes)."
      + " Send a smaller copy, or set the camera to fewer megapixels."
    return problem
  }
}
