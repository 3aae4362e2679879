public import Contracts
public import FoundationEssentials
import Outbox
import Postgres

extension Ledger {
  /// Seals what was posted since the last seal.
  ///
  /// - Returns: the new seal's number; nil: nothing was posted since.
  @discardableResult
  public func seal(at now: Date) async throws -> Int64? {
    try await database.withTransaction { transaction in
      try await transaction.one(SealLedger(now: now)) ?? nil
    }
  }

  /// - Returns: the last seal's number; nil: there is none.
  func lastSeal() async throws -> Int64? {
    try await database.readOne(FindLastSeal()) ?? nil
  }

  /// How many entries are under a seal that were not under an earlier one, by kind.
  ///
  /// - Parameter earlier: 0: none.
  func entries(
    after earlier: Int64, upTo seal: Int64
  ) async throws -> [(kind: String, count: Int64)] {
    try await database.read(CountSealed(after: earlier, upTo: seal))
  }

  /// Signs the seals that are not signed yet, once everything since the last one that was signed with
  /// this key has been computed anew: what somebody has rewritten is never vouched for. The last one
  /// is published, and so leaves the database.
  ///
  /// - Parameter event: as which it is published.
  /// - Throws: ``NotVouchedFor``.
  public func sign(
    with key: LedgerKey, telling event: any LedgerSealed.Type, at now: Date
  ) async throws {
    let last = try await database.readOne(FindSigned(key: key.verifier)) ?? nil
    let seals = try await database.read(ReadSeals(from: last ?? 1))
    let unsigned = seals.filter { $0.number > last ?? 0 }
    guard !unsigned.isEmpty else { return }
    if let last, let seal = seals.first {
      let signatures = try await database.read(ReadSignatures(from: last))
      guard seal.number == last, seal.computedHash == seal.hash,
        signatures.contains(where: { $0.isOf(seal, by: key.verifier) })
      else { throw NotVouchedFor(because: "seal \(last) is not as it was signed") }
    }
    let report = try await verify(since: last)
    if let fault = report.faults.first.first { throw NotVouchedFor(because: "\(fault)") }
    try await database.withTransaction { transaction in
      for seal in unsigned.dropLast() {
        transaction.enqueue(SignSeal(signature: try LedgerSignature(of: seal, by: key)))
      }
      guard let seal = unsigned.last else { return }
      let signature = try LedgerSignature(of: seal, by: key)
      // Another replica may have been faster, and has told it.
      guard try await transaction.one(SignSeal(signature: signature)) != nil else { return }
      try transaction.append(
        event.init(SealedLedger(seal, signature)), of: .v8(of: Array(schema.utf8).sha256),
        version: seal.number, at: now)
    }
  }
}

extension SealedLedger {
  fileprivate init(_ seal: LedgerSeal, _ signature: LedgerSignature) {
    self.init(
      number: seal.number, hash: seal.hash.hex, sealedAt: seal.sealedAt,
      key: Data(signature.key).base64EncodedString(),
      signature: Data(signature.signature).base64EncodedString())
  }
}

/// A seal was not signed, since what it seals is not in order.
public struct NotVouchedFor: Error, CustomStringConvertible {
  public let description: String
  init(because fault: String) { description = fault }
}
