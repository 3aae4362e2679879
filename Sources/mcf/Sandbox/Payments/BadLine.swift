import HTTPTypes
import Hummingbird
import ServiceKit

/// Answers as they come over a bad line.
enum BadLine {
  static var busy: Response {
    Problem.unavailable("counter-closed", "The counter is closed.", retryAfter: 1).response()
  }

  /// What came of it is not told.
  static var lost: Response { Bool.random() ? busy : cut }

  private struct LineCut: Error {}

  /// An answer that does not come through.
  private static var cut: Response {
    Response(
      status: .ok, headers: [.contentLength: "100"],
      body: ResponseBody { _ in throw LineCut() })
  }
}
