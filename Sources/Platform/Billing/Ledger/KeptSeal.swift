/// A seal as it is kept elsewhere, such as in the mail that tells of it, to be held against the ledger
/// later: `worker_billing seal 41 9f3a6c…`, which is schema, number and hash.
public struct KeptSeal: Hashable, Sendable {
  let number: Int64
  let hash: [UInt8]

  /// - Returns: nil for what is no such line.
  public static func read(_ line: some StringProtocol) -> (schema: String, seal: KeptSeal)? {
    let words = line.split(separator: " ")
    guard words.count == 4, words[1].utf8.elementsEqual("seal".utf8),
      let number = Int64(words[2]), number > 0, let hash = [UInt8](hex: String(words[3])),
      hash.count == 32
    else { return nil }
    return (String(words[0]), KeptSeal(number: number, hash: hash))
  }
}
