import FoundationEssentials

/// What all lanes stood at, and each account's balance by then: the whole ledger in 32 bytes, to be
/// signed and kept elsewhere.
struct LedgerSeal: Hashable, Sendable {
  let number: Int64
  let prev: [UInt8]
  let sealedAt: Date
  /// By lane.
  let links: [Int64]
  let hashes: [[UInt8]]
  /// In the order of their bytes.
  let accounts: [String]
  /// Debits less credits, in hundredths.
  let balances: [Int64]
  let hash: [UInt8]

  /// What its hash has to be.
  var computedHash: [UInt8] {
    var bytes = prev
    bytes.append(number: number)
    bytes.append(time: sealedAt)
    for (link, hash) in zip(links, hashes) {
      bytes.append(number: link)
      bytes += hash
    }
    bytes.append(number: Int32(accounts.count))
    for (account, balance) in zip(accounts, balances) {
      bytes.append(text: account)
      bytes.append(number: balance)
    }
    return bytes.sha256
  }

  /// What the first one follows.
  static func genesis(of schema: String) -> [UInt8] { Array("mcf seals \(schema)".utf8).sha256 }
}

/// A seal's signature, as it lies beside it.
struct LedgerSignature: Hashable, Sendable {
  let number: Int64
  /// The public key by which whoever signed goes.
  let key: [UInt8]
  let signature: [UInt8]

  init(number: Int64, key: [UInt8], signature: [UInt8]) {
    self.number = number
    self.key = key
    self.signature = signature
  }

  init(of seal: LedgerSeal, by key: LedgerKey) throws {
    self.init(
      number: seal.number, key: key.verifier.bytes, signature: try key.sign(seal.hash))
  }

  func isOf(_ seal: LedgerSeal, by verifier: LedgerVerifierKey) -> Bool {
    number == seal.number && key == verifier.bytes && verifier.isValid(signature, for: seal.hash)
  }
}
