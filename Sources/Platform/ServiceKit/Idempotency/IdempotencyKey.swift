public import Contracts
import Crypto
public import Hummingbird

/// A caller's `Idempotency-Key` with the fingerprint of the request that it was sent with.
public struct IdempotencyKey: Sendable, Hashable {
  /// `Caller.id`: keys of different callers never meet.
  public let caller: ExactText
  public let key: ExactText
  /// SHA-256 over method, path and what the body means.
  public let fingerprint: [UInt8]
  /// The same over the body's bytes, as `BodyDigest.former` has them.
  private let formerFingerprint: [UInt8]

  /// - Throws: 400 for a key that is not 1–255 visible ASCII characters, quoted or bare.
  init(header: String, caller: ExactText, method: String, path: String, body: BodyDigest) throws {
    guard let key = Self.unquoted(header) else {
      throw Problem.malformed("Idempotency-Key must be 1 to 255 visible ASCII characters.")
    }
    self.caller = caller
    self.key = key
    func fingerprint(_ body: [UInt8]) -> [UInt8] {
      var hash = SHA256()
      hash.update(data: Array("\(method) \(path)\n".utf8))
      hash.update(data: body)
      return Array(hash.finalize())
    }
    self.fingerprint = fingerprint(body.bytes)
    formerFingerprint = fingerprint(body.former)
  }

  /// Whether an answer that was kept under this key is one to this request.
  func isOf(_ kept: [UInt8]) -> Bool { kept == fingerprint || kept == formerFingerprint }

  /// Both spellings are one key: `"abc"` and `abc`.
  static func unquoted(_ header: String) -> ExactText? {
    var characters = Array(header.utf8)[...]
    let quote = UInt8(ascii: "\"")
    if characters.count >= 2, characters.first == quote, characters.last == quote {
      characters = characters.dropFirst().dropLast()
    }
    guard (1...255).contains(characters.count),
      characters.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return ExactText(String(decoding: characters, as: UTF8.self))
  }
}

extension Request {
  /// The caller's `Idempotency-Key` for this request.
  ///
  /// - Parameter body: the digest of the form or upload.
  /// - Throws: 400 if it is malformed.
  public func idempotencyKey(_ caller: Caller, _ body: BodyDigest) throws -> IdempotencyKey? {
    let values = headers[values: .idempotencyKey]
    guard let header = values.first else { return nil }
    guard values.count == 1 else {
      throw Problem.malformed("Idempotency-Key was sent more than once.")
    }
    return try IdempotencyKey(
      header: header, caller: caller.id, method: method.rawValue, path: uri.path, body: body)
  }

  /// The key of a request that must have one.
  ///
  /// - Throws: 400 if it is missing or malformed.
  public func requireIdempotencyKey(
    _ caller: Caller, _ body: BodyDigest
  ) throws -> IdempotencyKey {
    guard let key = try idempotencyKey(caller, body) else {
      throw Problem.idempotencyKeyMissing
    }
    return key
  }
}

extension Problem {
  static let idempotencyKeyMissing = Problem(
    .badRequest, "idempotency-key-missing", title: "Idempotency-Key is required",
    detail: "Send a key of your own making, and the same again when you retry.")
}
