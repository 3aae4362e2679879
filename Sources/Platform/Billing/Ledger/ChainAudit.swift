import Contracts
import FoundationEssentials

/// Goes through a ledger's links, lane after lane in their order, and computes each hash anew.
///
/// What is held against the ledger is what somebody knows of it: the seals, and heads that were
/// written down elsewhere.
struct ChainAudit {
  /// What a link's hash was when somebody looked.
  private struct Witness {
    let link: Int64
    let hash: [UInt8]
    /// The seal that says so; nil: heads that were kept elsewhere.
    let seal: Int64?

    var name: String { seal.map { "seal \($0) knows" } ?? "heads kept elsewhere know" }
  }

  var faults = LedgerFaults()
  private(set) var links = 0
  private(set) var entries = 0
  let seals: [LedgerSeal]
  /// How much each seal's accounts have moved since the seal before it, and the last one's since.
  private(set) var moved: [[String: Int64]]
  /// Still to be met, by lane, the first link last.
  private var witnesses: [LedgerLane: [Witness]] = [:]
  private var last = LedgerHead(lane: .batch, link: 0, hash: [])
  /// The first seal that knows of the next link; past all: none does.
  private var seal = 0
  private var entriesOfLane: Int64 = 0

  /// - Parameters:
  ///   - seals: those that lie beyond where it begins, in order.
  ///   - known: heads that were written down elsewhere.
  init(seals: [LedgerSeal], known: [LedgerHead] = []) {
    self.seals = seals
    moved = Array(repeating: [:], count: seals.count + 1)
    for seal in seals {
      for (lane, (link, hash)) in zip(LedgerLane.all, zip(seal.links, seal.hashes)) {
        witnesses[lane, default: []].append(Witness(link: link, hash: hash, seal: seal.number))
      }
    }
    for head in known {
      witnesses[head.lane, default: []].append(
        Witness(link: head.link, hash: head.hash, seal: nil))
    }
    for lane in witnesses.keys { witnesses[lane]?.sort { $0.link > $1.link } }
  }

  /// - Parameter start: the link after which the lane is gone through.
  mutating func begin(at start: LedgerHead) {
    last = start
    (seal, entriesOfLane) = (0, 0)
    while let next = witnesses[start.lane]?.last, next.link < start.link {
      witnesses[start.lane]?.removeLast()
    }
    meetWitnesses()
  }

  mutating func take(_ link: LedgerLink, _ entries: [LinkedEntry]) {
    let place = "lane \(link.lane.number), link \(link.number)"
    if link.number != last.link + 1 {
      faults.note(place, "follows link \(last.link): \(link.number - last.link - 1) are missing")
    }
    if link.prev != last.hash { faults.note(place, "does not go on from the link before it") }
    if let odd = Self.oddPlace(of: entries, in: link) {
      let isCountWrong = entries.count != Int(link.entries)
      let count = isCountWrong ? "has \(entries.count) entries, not \(link.entries): " : ""
      faults.note(place, count + odd)
    }
    // The digest is one for all of them: which it is among several their documents say.
    if entries.flatMap({ $0.entry.canonical($0.n) }).sha256 != link.digest {
      faults.note(place, "its entries have been changed\(Self.places(of: entries))")
    }
    if link.computedHash != link.hash { faults.note(place, "has been changed") }
    count(entries.map(\.entry), of: link)
    last = LedgerHead(lane: link.lane, link: link.number, hash: link.hash)
    meetWitnesses()
  }

  /// - Parameters:
  ///   - head: what the ledger says of the lane's end; nil: nothing.
  ///   - entries: how many there are, those included that are of no link.
  mutating func end(at head: LedgerHead?, entries: Int64) {
    let place = "lane \(last.lane.number)"
    if head != last {
      let said = head.map { "says link \($0.link)" } ?? "is not there"
      faults.note(place, "its head \(said), the chain ends with link \(last.link)")
    }
    if entries != entriesOfLane {
      faults.note(place, "\(entries - entriesOfLane) entries are of no link")
    }
    for witness in witnesses[last.lane, default: []] {
      faults.note(
        place, "\(witness.name) link \(witness.link), the chain ends with \(last.link)")
    }
    witnesses[last.lane] = nil
  }

  /// The first place in a link without the entry that has to be there, or with one that has not to be;
  /// nil: there are those from 1 on that it says.
  ///
  /// - Parameter entries: by their places.
  private static func oddPlace(of entries: [LinkedEntry], in link: LedgerLink) -> String? {
    for (n, entry) in zip(Int32(1)..., entries) where entry.n != n || n > link.entries {
      return entry.n > n && n <= link.entries
        ? "n \(n) is missing" : "n \(entry.n) is one too many"
    }
    return entries.count < Int(link.entries) ? "n \(entries.count + 1) is missing" : nil
  }

  private static func places(of entries: [LinkedEntry]) -> String {
    guard let first = entries.first?.n, let last = entries.last?.n else { return "" }
    return first == last ? ", n \(first)" : ", among n \(first) to \(last)"
  }

  private mutating func meetWitnesses() {
    while let witness = witnesses[last.lane]?.last, witness.link <= last.link {
      witnesses[last.lane]?.removeLast()
      guard witness.link == last.link, witness.hash != last.hash else { continue }
      faults.note(
        "lane \(last.lane.number), link \(last.link)", "\(witness.name) another hash of it")
    }
  }

  private mutating func count(_ entries: [LedgerEntry], of link: LedgerLink) {
    links += 1
    self.entries += entries.count
    entriesOfLane += Int64(entries.count)
    while seal < seals.count, seals[seal].links[Int(link.lane.number)] < link.number { seal += 1 }
    for entry in entries {
      // What somebody wrote there may be too much for a sum; then that is wrong, as it should be.
      moved[seal][entry.debit, default: 0] &+= entry.amount.hundredths
      moved[seal][entry.credit, default: 0] &-= entry.amount.hundredths
    }
  }
}
