import FoundationEssentials

/// What was posted at once, chained to what was posted before in its lane.
struct LedgerLink: Hashable, Sendable {
  let lane: LedgerLane
  let number: Int64
  let prev: [UInt8]
  let entries: Int32
  let digest: [UInt8]
  let recordedAt: Date
  let recordedBy: String
  let hash: [UInt8]

  /// What its hash has to be.
  var computedHash: [UInt8] {
    var bytes = prev
    bytes.append(number: lane.number)
    bytes.append(number: number)
    bytes.append(number: entries)
    bytes += digest
    bytes.append(time: recordedAt)
    bytes.append(text: recordedBy)
    return bytes.sha256
  }

  /// What the first link of a lane follows.
  static func genesis(_ lane: LedgerLane, of schema: String) -> [UInt8] {
    var bytes = Array("mcf ledger \(schema)".utf8)
    bytes.append(number: lane.number)
    return bytes.sha256
  }
}

/// The last link of a lane; number 0 is its genesis.
public struct LedgerHead: Hashable, Sendable {
  public let lane: LedgerLane
  public let link: Int64
  public let hash: [UInt8]
}
