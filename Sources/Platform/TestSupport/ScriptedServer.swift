import FoundationEssentials
public import HTTPTypes
public import Hummingbird
import HummingbirdTesting
public import Logging
import NIOCore
public import ServiceKit
import Synchronization

/// Somebody outside on loopback, who answers as a test says, in turn, the last answer for ever, and
/// remembers what was asked.
public final class ScriptedServer: Sendable {
  public enum Answer: Sendable {
    case text(Int, String, headers: HTTPFields = [:])
    /// What says where it is itself.
    case telling(@Sendable (_ url: String) -> String)
    /// By a byte now and then, until nobody listens any more.
    case slow
    /// Begun, and then the line is cut.
    case cut

    public static func json(_ value: JSONValue) -> Answer { .text(200, value.text) }
    public static func status(_ code: Int, headers: HTTPFields = [:]) -> Answer {
      .text(code, "", headers: headers)
    }
  }

  /// What was asked.
  public struct Question: Sendable {
    public let method: HTTPRequest.Method
    /// With its query.
    public let path: String
    public let headers: HTTPFields
    public let body: [UInt8]
  }

  private struct State {
    var answers: [Answer]
    var questions: [Question] = []
  }

  private let state: Mutex<State>

  fileprivate init(_ answers: [Answer]) { state = Mutex(State(answers: answers)) }

  public var questions: [Question] { state.withLock { $0.questions } }

  fileprivate func answer(_ request: Request) async throws -> Response {
    let question = Question(
      method: request.method, path: request.uri.string, headers: request.headers,
      body: Array(buffer: try await request.bytes(limit: BodyLimit.form)))
    let answer = state.withLock { state in
      state.questions.append(question)
      return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
    }
    switch answer {
    case .text(let code, let text, let headers): return Self.response(code, text, headers)
    case .telling(let text):
      return Self.response(200, text("http://\(request.head.authority ?? "")"), [:])
    case .slow: return Response(status: .ok, body: ResponseBody { try await trickle(&$0) })
    case .cut: return Response(status: .ok, body: ResponseBody { _ in throw CancellationError() })
    }
  }

  private static func response(_ code: Int, _ text: String, _ headers: HTTPFields) -> Response {
    Response(
      status: .init(code: code), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

/// Runs `body` with somebody outside, at that address.
///
/// - Parameter answers: at least one.
public func withScriptedServer(
  _ answers: [ScriptedServer.Answer],
  _ body: @escaping @Sendable (_ url: String, ScriptedServer) async throws -> Void
) async throws {
  let server = ScriptedServer(answers)
  let responder = CallbackResponder<BasicRequestContext> { request, _ in
    try await server.answer(request)
  }
  try await withServer(responder) { try await body($0, server) }
}

/// Runs `body` with a server on loopback, at a port that nobody else gets.
public func withServer<Responder: HTTPResponder>(
  _ responder: Responder, logger: Logger = .silent,
  _ body: @escaping @Sendable (_ url: String) async throws -> Void
) async throws
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
  let application = Application(
    responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
    logger: logger)
  try await application.test(.live) { try await body("http://127.0.0.1:\($0.port ?? 0)") }
}

private func trickle(_ writer: inout any ResponseBodyWriter) async throws {
  for _ in 0..<6_000 {
    try await writer.write(ByteBuffer(string: " "))
    try await Task.sleep(for: .milliseconds(10))
  }
  try await writer.finish(nil)
}
