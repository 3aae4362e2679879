import CLibPQ
import Synchronization

/// A queue from any thread to one thread that sleeps on a file descriptor.
///
/// The descriptor is rung only when the receiver may be asleep, so a batch costs one system call.
final class Mailbox<Message: Sendable>: Sendable {
  /// Readable when there is something to take; register it, then `take`.
  let descriptor: Int32
  private let state = Mutex(State())

  private struct State {
    var messages: [Message] = []
    var isReceiverAwake = true
  }

  init() { descriptor = mcf_eventfd_open() }

  deinit { close(descriptor) }

  func post(_ message: Message) {
    let mustRing = state.withLock { state in
      state.messages.append(message)
      defer { state.isReceiverAwake = true }
      return !state.isReceiverAwake
    }
    if mustRing { mcf_eventfd_ring(descriptor) }
  }

  /// Exchanges `batch`, which must be empty, for what has arrived. When that is nothing, the
  /// receiver counts as asleep until the descriptor rings.
  func take(into batch: inout [Message]) {
    state.withLock { state in
      state.isReceiverAwake = !state.messages.isEmpty
      swap(&state.messages, &batch)
    }
  }

  /// Quiets the descriptor after it has rung.
  func drain() { mcf_eventfd_drain(descriptor) }
}
