import Crypto

/// An answer that shows more of a resource than its own state: what it says depends on who looks,
/// on the time, on other rows or on settings as well, all of which change without its version. Its
/// ETag covers everything that it says, so that nobody is told 304 of what looks otherwise by now.
public protocol ResourceView: JSONWritable {}

/// A resource at a path where each caller finds another one, such as `/api/workers/me`: two of them
/// may have the same version.
public struct CallersOwn<Resource: JSONWritable>: ResourceView {
  private let resource: Resource

  public init(_ resource: Resource) { self.resource = resource }

  public func write(to writer: inout JSONWriter) { resource.write(to: &writer) }
}

/// The ETag of a resource (RFC 9110, section 8.8.3): its version, `"7"`; of a ``ResourceView`` also
/// a digest of the answer, `"7-0123456789abcdef"`.
struct EntityTag: CustomStringConvertible {
  private static let digestBytes = 8

  let version: Int64
  private let digest: String?

  /// - Parameter view: the answer's bytes, where the version alone does not say what they are.
  init(version: Int64, view: [UInt8]? = nil) {
    self.version = version
    digest = view.map { hex(SHA256.hash(data: $0).prefix(Self.digestBytes)) }
  }

  /// Reads a tag without its quotes; nil for one that we never gave.
  init?(opaque text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let version = Int64(parts[0]), String(version) == parts[0] else {
      return nil
    }
    digest = parts.count == 2 ? String(parts[1]) : nil
    if let digest, digest.utf8.count != 2 * Self.digestBytes || !digest.utf8.allSatisfy(isHexDigit)
    {
      return nil
    }
    self.version = version
  }

  var description: String { "\"\(version)\(digest.map { "-" + $0 } ?? "")\"" }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
}
