import Contracts
public import FoundationEssentials
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

  /// Signs the seals that are not signed yet, once everything since the last one that was signed with
  /// this key has been computed anew: what somebody has rewritten is never vouched for.
  ///
  /// - Throws: ``NotVouchedFor``.
  public func sign(with key: LedgerKey) async throws {
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
    for seal in unsigned {
      let signature = LedgerSignature(
        number: seal.number, key: key.verifier.bytes, signature: try key.sign(seal.hash))
      try await database.execute(SignSeal(signature: signature))
    }
  }
}

/// A seal was not signed, since what it seals is not in order.
public struct NotVouchedFor: Error, CustomStringConvertible {
  public let description: String
  init(because fault: String) { description = fault }
}
