import Crypto
import DequeModule
import FoundationEssentials
import Synchronization

/// A token's SHA-256 in four words, which hash faster than an array.
struct TokenDigest: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  init(of token: String) {
    var token = token
    let digest = token.withUTF8 { utf8 in
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
      return hash.finalize()
    }
    words = digest.withUnsafeBytes { raw in
      (
        raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
      )
    }
  }

  static func == (a: TokenDigest, b: TokenDigest) -> Bool { a.words == b.words }
  func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

/// What verified tokens say, by their SHA-256, until they expire, at most 10 000; the oldest go first.
final class TokenMemory<Bearer: Sendable>: Sendable {
  private struct Entry {
    let bearer: Bearer
    let expiry: TimeInterval
  }

  private struct State {
    var entries: [TokenDigest: Entry] = [:]
    /// As old as they are: the first was remembered first.
    var order: Deque<TokenDigest> = []
    /// How often everything was forgotten.
    var round = 0
  }

  private let state = Mutex(State())
  private let capacity: Int

  init(capacity: Int = 10_000) { self.capacity = capacity }

  var count: Int { state.withLock { $0.entries.count } }

  func bearer(of token: TokenDigest, at now: TimeInterval) -> Bearer? {
    state.withLock { state in
      guard let entry = state.entries[token], now < entry.expiry else { return nil }
      return entry.bearer
    }
  }

  /// Which keys are believed, to be asked for before a token is held against them.
  var round: Int { state.withLock { $0.round } }

  /// For when other keys are believed: what was verified by the former is to be verified again.
  func forget() {
    state.withLock { $0 = State(round: $0.round + 1) }
  }

  /// - Parameter round: in which it was verified; if that is over, it is not remembered.
  func remember(
    _ bearer: Bearer, of token: TokenDigest, until expiry: TimeInterval, verifiedIn round: Int
  ) {
    state.withLock { state in
      guard state.round == round else { return }
      if state.entries.updateValue(Entry(bearer: bearer, expiry: expiry), forKey: token) == nil {
        state.order.append(token)
      }
      if state.order.count > capacity, let oldest = state.order.popFirst() {
        state.entries[oldest] = nil
      }
    }
  }
}
