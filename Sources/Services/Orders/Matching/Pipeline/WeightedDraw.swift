import Contracts
import FoundationEssentials
import Glibc

/// Breaks ties: who weighs twice as much comes first twice as often.
///
/// Each candidate gets an exponentially distributed key of its own, and the least key comes first:
/// P. Efraimidis and P. Spirakis, "Weighted random sampling with a reservoir", Information
/// Processing Letters 97 (2006), with the logarithm of their keys. A key depends on the seed and
/// the candidate alone, so a draw comes out the same whoever else takes part.
struct WeightedDraw: Sendable {
  let seed: UInt64

  func key(of id: UUID, weight: Double) -> Double {
    let halves = withUnsafeBytes(of: id.uuid) { bytes in
      (
        bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      )
    }
    var first = SplitMix64(seed: seed ^ halves.0)
    var second = SplitMix64(seed: first.next() ^ halves.1)
    // The upper 53 bits, moved off zero: 0 < uniform < 1.
    let uniform = (Double(second.next() >> 11) + 0.5) / 0x1p53
    return -log(uniform) / max(weight, .leastNormalMagnitude)
  }
}
