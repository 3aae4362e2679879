extension ChainAudit {
  /// Holds the seals against what was gone through, once all lanes have been.
  ///
  /// - Parameters:
  ///   - start: the seal where it began; nil: at the beginning.
  ///   - signatures: by the seals' numbers.
  ///   - keys: those that may sign; empty: whichever signed.
  /// - Returns: the balance of each account.
  mutating func closeSeals(
    after start: LedgerSeal?, of schema: String, signatures: [Int64: [LedgerSignature]],
    keys: [LedgerVerifierKey]
  ) -> [String: Int64] {
    var balances = Dictionary(
      zip(start?.accounts ?? [], start?.balances ?? []), uniquingKeysWith: &+)
    var (number, hash) = (start?.number ?? 0, start?.hash ?? LedgerSeal.genesis(of: schema))
    // Only the newest ones may wait for their signature.
    let lastSigned = signatures.keys.max() ?? 0
    for (seal, moved) in zip(seals, moved) {
      balances.merge(moved, uniquingKeysWith: &+)
      let place = "seal \(seal.number)"
      if seal.number != number + 1 { faults.note(place, "follows seal \(number)") }
      if seal.prev != hash { faults.note(place, "does not go on from the seal before it") }
      if seal.computedHash != seal.hash { faults.note(place, "has been changed") }
      if Dictionary(zip(seal.accounts, seal.balances), uniquingKeysWith: &+) != balances {
        faults.note(place, "its balances are not those of the entries")
      }
      if let signed = signatures[seal.number] {
        if let fault = Self.fault(of: seal, signed, keys) { faults.note(place, fault) }
      } else if seal.number < lastSigned {
        faults.note(place, "is not signed, and a later one is")
      }
      (number, hash) = (seal.number, seal.hash)
    }
    if !keys.isEmpty, lastSigned == 0, let last = seals.last {
      faults.note("seal \(last.number)", "neither it nor any before it is signed")
    }
    return balances.merging(moved[seals.count], uniquingKeysWith: &+)
  }

  /// Holds against the ledger what was kept elsewhere of its seals.
  ///
  /// - Parameter start: the seal where it began, with all that came before; nil: at the beginning.
  mutating func meet(_ kept: [KeptSeal], after start: LedgerSeal?) {
    let hashes = Dictionary(
      (seals + [start].compactMap(\.self)).map { ($0.number, $0.hash) }, uniquingKeysWith: { $1 })
    for seal in kept where seal.number >= start?.number ?? 1 {
      let place = "seal \(seal.number)"
      guard let hash = hashes[seal.number] else {
        faults.note(place, "is kept elsewhere, and is not there any more")
        continue
      }
      if hash != seal.hash { faults.note(place, "is another one than is kept elsewhere") }
    }
  }

  private static func fault(
    of seal: LedgerSeal, _ signatures: [LedgerSignature], _ keys: [LedgerVerifierKey]
  ) -> String? {
    let good = signatures.filter {
      LedgerVerifierKey($0.key)?.isValid($0.signature, for: seal.hash) == true
    }
    guard let first = good.first, let named = LedgerVerifierKey(first.key) else {
      return "its signature does not fit"
    }
    return keys.isEmpty || good.contains { one in keys.contains { $0.bytes == one.key } }
      ? nil : "is signed with the key \(named.text), which is not one of yours"
  }
}
