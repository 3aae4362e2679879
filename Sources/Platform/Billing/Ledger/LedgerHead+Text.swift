/// Heads as lines of text, to be kept wherever those who control the books like, and held against
/// the ledger later: `worker_billing 17 4711 9f3a6c…`, which is schema, lane, link and hash.
extension LedgerHead {
  public func line(of schema: String) -> String { "\(schema) \(lane.number) \(link) \(hash.hex)" }

  /// - Returns: nil for what is no such line.
  public static func read(_ line: some StringProtocol) -> (schema: String, head: LedgerHead)? {
    let words = line.split(separator: " ")
    guard words.count == 4, let lane = Int16(words[1]), (0..<Int16(LedgerLane.count)) ~= lane,
      let link = Int64(words[2]), link >= 0, let hash = [UInt8](hex: String(words[3])),
      hash.count == 32
    else { return nil }
    return (
      String(words[0]), LedgerHead(lane: LedgerLane(number: lane), link: link, hash: hash)
    )
  }
}
