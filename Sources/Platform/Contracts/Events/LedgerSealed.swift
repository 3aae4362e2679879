public import FoundationEssentials

/// A service has signed what its ledger stood at: the whole of it in 32 bytes, to be kept where nobody
/// writes who runs the database. Each seal has the one before in it, so the last one counts.
///
/// Subject: the ledger; the sequence is the seal's number. A seal may be told again, signed with the
/// next key.
public protocol LedgerSealed: EventPayload, Hashable {
  var seal: SealedLedger { get }
  init(_ seal: SealedLedger)
}

extension LedgerSealed {
  public init(from decoder: any Decoder) throws { self.init(try SealedLedger(from: decoder)) }
  public func encode(to encoder: any Encoder) throws { try seal.encode(to: encoder) }
}

/// A seal and its signature (Ed25519, RFC 8032).
public struct SealedLedger: Codable, Hashable, Sendable {
  /// Without gaps.
  public var number: Int64
  /// SHA-256 in lower-case hexadecimal; what is signed are its 32 bytes.
  public var hash: String
  public var sealedAt: Date
  /// The public key, in Base64.
  public var key: String
  /// In Base64.
  public var signature: String

  public init(number: Int64, hash: String, sealedAt: Date, key: String, signature: String) {
    self.number = number
    self.hash = hash
    self.sealedAt = sealedAt
    self.key = key
    self.signature = signature
  }

  enum CodingKeys: String, CodingKey {
    case number, hash, key, signature
    case sealedAt = "at"
  }
}

public struct ClientLedgerSealed: LedgerSealed {
  public static let type = "client_ledger.sealed.v1"
  public static let message = PackageResources.client_ledger_sealed_v1_yaml
  public let seal: SealedLedger
  public init(_ seal: SealedLedger) { self.seal = seal }
}

public struct WorkerLedgerSealed: LedgerSealed {
  public static let type = "worker_ledger.sealed.v1"
  public static let message = PackageResources.worker_ledger_sealed_v1_yaml
  public let seal: SealedLedger
  public init(_ seal: SealedLedger) { self.seal = seal }
}
