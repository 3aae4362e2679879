import CLibPQ
import Glibc

/// Runs `body` on a new thread that nobody waits for. It receives no signals, so that they go to
/// the threads that expect them.
func startThread(named name: String, _ body: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let name: String
    let body: @Sendable () -> Void
    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }
  var everySignal = sigset_t()
  var before = sigset_t()
  sigfillset(&everySignal)
  pthread_sigmask(SIG_SETMASK, &everySignal, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  var thread = pthread_t()
  let argument = Unmanaged.passRetained(Box(name, body)).toOpaque()
  let failure = pthread_create(
    &thread, nil,
    { argument in
      guard let argument else { return nil }
      let box = Unmanaged<Box>.fromOpaque(argument).takeRetainedValue()
      mcf_name_thread(box.name)
      box.body()
      return nil
    }, argument)
  precondition(failure == 0, "no thread can be started: errno \(failure)")
  pthread_detach(thread)
}
