import Contracts
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// Files that browsers may keep: each under a path that changes with its content.
struct PageAssets: Sendable {
  let folder: String
  private let files: [ExactText: File]

  private struct File: Sendable {
    let bytes: [UInt8]
    let version: String
    let mediaType: String
  }

  init(folder: String, files: [String: [UInt8]]) {
    self.folder = folder
    self.files = files.reduce(into: [:]) { files, file in
      files[ExactText(file.key)] = File(
        bytes: file.value, version: hex(SHA256.hash(data: file.value).prefix(6)),
        mediaType: Self.mediaType(of: file.key))
    }
  }

  private static func mediaType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "application/octet-stream"
    }
  }

  /// Where the file is; unknown names have no place.
  func path(_ name: String) -> String {
    "/assets/\(folder)/\(files[ExactText(name)]?.version ?? "none")/\(name)"
  }

  func has(_ name: String) -> Bool { files[ExactText(name)] != nil }

  /// Nothing where there are none: pages of one service may come in several sets.
  func addRoutes(to router: some RouterMethods) {
    guard !files.isEmpty else { return }
    router.get("/assets/\(folder)/{version}/{name}") { _, context in
      guard let name = context.parameters.get("name"), let file = files[ExactText(name)] else {
        throw Problem.notFound
      }
      return Self.response(file, isCurrent: context.parameters.get("version") == file.version)
    }
  }

  /// While versions n and n + 1 run side by side, a page of the one may ask the other: it gets what
  /// there is, and must not keep it under that name.
  private static func response(_ file: File, isCurrent: Bool) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: file.mediaType, .eTag: "\"\(file.version)\"",
        .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
        .xContentTypeOptions: "nosniff",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
  }
}
