import FoundationEssentials
import Logging
import Notifications
import ServiceKit
import ServiceLifecycle
import Synchronization

/// The server that mails are handed to: it takes them by SMTP on loopback, and shows them on pages
/// instead of sending them anywhere, as badly as it is told to.
final class PostOffice: OutsideParty {
  static let path = "/post"

  let pages: Pages
  let followers = PostFollowers()
  private let host: String
  private let port: Int
  private let logger: Logger
  private let state: Mutex<State>

  private struct State {
    var behaviour: PostBehaviour
    var box = PostBox()
  }

  /// - Parameter port: where mails are taken.
  /// - Throws: unless the host is a loopback address: it takes mails of anybody, without TLS.
  init(
    host: String, port: Int, behaviour: PostBehaviour = PostBehaviour(), logger: Logger
  ) throws {
    guard Loopback.contains(host) else {
      throw Failure(.configuration, "the post office listens on loopback only")
    }
    pages = try Self.pages()
    self.host = host
    self.port = port
    self.logger = logger
    state = Mutex(State(behaviour: behaviour))
  }

  /// What whoever sends mails has to be told of it.
  var settings: [(name: String, value: String)] {
    [
      (Setting.smtpURL.name, "smtp://\(host):\(port)"), (Setting.smtpTLS.name, "none"),
      (Setting.mailFrom.name, "post@mcf.example"),
    ]
  }

  var behaviour: PostBehaviour { state.withLock { $0.behaviour } }

  var box: PostBox { state.withLock { $0.box } }

  func behave(_ behaviour: PostBehaviour) { state.withLock { $0.behaviour = behaviour } }

  func run() async throws {
    let server = SubmissionServer(
      host: host, port: port, behaviour: { self.behaviour }, keep: keep, logger: logger)
    try await server.run()
  }

  @Sendable private func keep(_ submission: Submission) {
    let newest = state.withLock { state in
      state.box.keep(submission, at: Date())
      return state.box.newest
    }
    followers.tell(newest)
  }
}
