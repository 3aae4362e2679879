import Crypto
import DequeModule
import FoundationEssentials
import Synchronization

/// Verified tokens by their SHA-256, until they expire, at most 10 000; the oldest go first.
final class TokenMemory: Sendable {
  /// A digest in four words, which hash faster than an array.
  struct Digest: Hashable, Sendable {
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

    static func == (a: Digest, b: Digest) -> Bool { a.words == b.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
  }

  private struct Entry {
    let caller: Caller
    let expiry: TimeInterval
  }

  private struct State {
    var entries: [Digest: Entry] = [:]
    /// As old as they are: the first was remembered first.
    var order: Deque<Digest> = []
  }

  private let state = Mutex(State())
  private let capacity: Int

  init(capacity: Int = 10_000) { self.capacity = capacity }

  var count: Int { state.withLock { $0.entries.count } }

  func caller(of token: Digest, at now: TimeInterval) -> Caller? {
    state.withLock { state in
      guard let entry = state.entries[token], now < entry.expiry else { return nil }
      return entry.caller
    }
  }

  func remember(_ caller: Caller, of token: Digest, until expiry: TimeInterval) {
    state.withLock { state in
      if state.entries.updateValue(Entry(caller: caller, expiry: expiry), forKey: token) == nil {
        state.order.append(token)
      }
      if state.order.count > capacity, let oldest = state.order.popFirst() {
        state.entries[oldest] = nil
      }
    }
  }
}
