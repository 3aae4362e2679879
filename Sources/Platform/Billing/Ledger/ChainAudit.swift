import Contracts
import FoundationEssentials

/// Goes through a ledger's links, lane after lane in their order, and computes each hash anew.
///
/// What is held against the ledger is what somebody knows of it: the seals, and heads that were
/// written down elsewhere.
struct ChainAudit {
  /// What a link's hash was when somebody looked.
  struct Witness {
    let link: Int64
    let hash: [UInt8]
    /// Who says so, such as `seal 4`.
    let by: String
  }

  private(set) var faults = LedgerFaults()
  private(set) var links = 0
  private(set) var entries = 0
  /// How much each seal's accounts have moved since the seal before it, and the last one's since.
  private var moved: [[String: Int64]]
  private let seals: [LedgerSeal]
  /// Still to be met, by lane, the first link last.
  private var witnesses: [LedgerLane: [Witness]]
  private var last: LedgerHead

  /// - Parameters:
  ///   - seals: those that lie beyond where it begins, in order.
  ///   - known: heads that were written down elsewhere.
  init(seals: [LedgerSeal], known: [LedgerHead] = []) {
    self.seals = seals
    moved = Array(repeating: [:], count: seals.count + 1)
    var all: [LedgerLane: [Witness]] = [:]
    for seal in seals {
      for (lane, (link, hash)) in zip(LedgerLane.all, zip(seal.links, seal.hashes)) {
        all[lane, default: []].append(Witness(link: link, hash: hash, by: "seal \(seal.number)"))
      }
    }
    for head in known {
      all[head.lane, default: []].append(
        Witness(link: head.link, hash: head.hash, by: "the heads kept elsewhere"))
    }
    witnesses = all.mapValues { $0.sorted { $0.link > $1.link } }
    last = LedgerHead(lane: .batch, link: 0, hash: [])
  }

  /// - Parameter start: the link after which the lane is gone through.
  mutating func begin(at start: LedgerHead) {
    last = start
    while let next = witnesses[start.lane]?.last, next.link < start.link {
      witnesses[start.lane]?.removeLast()
    }
    meetWitnesses()
  }

  mutating func take(_ link: LedgerLink, _ entries: [LedgerEntry]) {
    let place = "lane \(link.lane.number), link \(link.number)"
    if link.number != last.link + 1 {
      faults.note(place, "follows link \(last.link): \(link.number - last.link - 1) are missing")
    }
    if link.prev != last.hash { faults.note(place, "does not go on from the link before it") }
    if entries.count != Int(link.entries) {
      faults.note(place, "has \(entries.count) entries, not \(link.entries)")
    }
    let bytes = entries.enumerated().flatMap { $1.canonical(Int32($0 + 1)) }
    if bytes.sha256 != link.digest { faults.note(place, "its entries have been changed") }
    if link.computedHash != link.hash { faults.note(place, "has been changed") }
    count(entries, of: link)
    last = LedgerHead(lane: link.lane, link: link.number, hash: link.hash)
    meetWitnesses()
  }

  /// - Parameter head: what the ledger says of the lane's end; nil: nothing.
  mutating func end(at head: LedgerHead?) {
    let place = "lane \(last.lane.number)"
    if head != last {
      let said = head.map { "says link \($0.link)" } ?? "is not there"
      faults.note(place, "its head \(said), the chain ends with link \(last.link)")
    }
    for witness in witnesses[last.lane, default: []] {
      faults.note(
        place, "\(witness.by) knows link \(witness.link), the chain ends with \(last.link)")
    }
    witnesses[last.lane] = nil
  }

  private mutating func meetWitnesses() {
    while let witness = witnesses[last.lane]?.last, witness.link <= last.link {
      witnesses[last.lane]?.removeLast()
      guard witness.link == last.link else { continue }
      if witness.hash != last.hash {
        faults.note(
          "lane \(last.lane.number), link \(last.link)", "\(witness.by) knows another hash of it")
      }
    }
  }

  private mutating func count(_ entries: [LedgerEntry], of link: LedgerLink) {
    links += 1
    self.entries += entries.count
    let seal =
      seals.firstIndex { $0.links[Int(link.lane.number)] >= link.number } ?? seals.count
    for entry in entries {
      moved[seal][entry.debit, default: 0] += entry.amount.hundredths
      moved[seal][entry.credit, default: 0] -= entry.amount.hundredths
    }
  }
}

extension ChainAudit {
  /// Holds the seals against what was gone through, once all lanes have been.
  ///
  /// - Parameters:
  ///   - start: the seal where it began; nil: at the beginning.
  ///   - signatures: by the seals' numbers.
  ///   - keys: those that may sign; empty: whichever signed.
  /// - Returns: the balance of each account.
  mutating func closeSeals(
    after start: LedgerSeal?, of schema: String, signatures: [Int64: LedgerSignature],
    keys: [LedgerVerifierKey]
  ) -> [String: Int64] {
    var balances =
      start.map { Dictionary(uniqueKeysWithValues: zip($0.accounts, $0.balances)) }
      ?? [:]
    var (number, hash) = (start?.number ?? 0, start?.hash ?? LedgerSeal.genesis(of: schema))
    for (seal, moved) in zip(seals, moved) {
      balances.merge(moved, uniquingKeysWith: +)
      let place = "seal \(seal.number)"
      if seal.number != number + 1 { faults.note(place, "follows seal \(number)") }
      if seal.prev != hash { faults.note(place, "does not go on from the seal before it") }
      if seal.computedHash != seal.hash { faults.note(place, "has been changed") }
      if Dictionary(zip(seal.accounts, seal.balances), uniquingKeysWith: +) != balances {
        faults.note(place, "its balances are not those of the entries")
      }
      if let fault = signatures[seal.number]?.fault(in: seal, keys: keys) {
        faults.note(place, fault)
      }
      (number, hash) = (seal.number, seal.hash)
    }
    return balances.merging(moved[seals.count], uniquingKeysWith: +)
  }
}

extension LedgerSignature {
  fileprivate func fault(in seal: LedgerSeal, keys: [LedgerVerifierKey]) -> String? {
    guard let named = LedgerVerifierKey(key), named.isValid(signature, for: seal.hash) else {
      return "its signature does not fit"
    }
    return keys.isEmpty || keys.contains { $0.bytes == key }
      ? nil : "is signed with the key \(named.text), which is not one of yours"
  }
}
