import FoundationEssentials
import HTTPTypes

extension TestBrowser {
  /// Sends a form with a photo, as `photo-form` has it: its other file is not chosen.
  ///
  /// - Parameters:
  ///   - file: which of the form's two files it is; the page's names.
  ///   - key: of the form as it was shown; nil: it is shown anew.
  ///   - token: the form's; nil: the one that the site's own pages hold.
  public func send(
    _ photo: [UInt8], to path: String, as file: String = "photo", key: String? = nil,
    token: String? = nil, headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    let token = if let token { token } else { try await ownToken() }
    let other = file == "photo" ? "photo_before" : "photo"
    let body =
      Self.part("form_token", Array(token.utf8))
      + Self.part("form_key", Array((key ?? UUID().uuidString).utf8))
      + Self.part(file, photo, fileName: photo.isEmpty ? "" : "IMG_1.jpg")
      + Self.part(other, [], fileName: "") + Array("--\(Self.boundary)--\r\n".utf8)
    var all = ["Accept": "text/html", "Accept-Language": language, "Cookie": cookie]
    all.merge(headers) { $1 }
    return try await api.send(
      .post, path, body, type: "multipart/form-data; boundary=\(Self.boundary)", headers: all)
  }

  private static let boundary = "----meow"

  private static func part(_ name: String, _ body: [UInt8], fileName: String? = nil) -> [UInt8] {
    let file = fileName.map { "; filename=\"\($0)\"\r\nContent-Type: image/jpeg" } ?? ""
    let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\n\r\n"
    return Array(head.utf8) + body + Array("\r\n".utf8)
  }
}
