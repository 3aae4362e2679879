import HTTPTypes
import Hummingbird
import NIOCore

/// Ends connections whose caller goes on sending a body that nobody will read.
enum UnreadBody {
  /// Bodies up to this are simply read to their end by the server.
  private static let harmless = 64 * 1024
  /// How long the caller may take to read the answer and hang up.
  private static let linger = TimeAmount.seconds(2)

  /// After a refusal with a large or endless body behind it: say `Connection: close`, and close
  /// for certain a little later, which cuts trickled bodies too. A body that was kept
  /// back may or may not follow, so there it is done whatever the size.
  static func closeIfLarge(
    _ request: Request, _ response: inout Response, _ channel: any Channel
  ) {
    let length = request.headers[.contentLength].flatMap { Int($0) }
    let isEndless = request.headers[.transferEncoding] != nil
    guard
      isEndless || (length ?? 0) > harmless || request.keepsBodyBack
        || response.headers[.connection] == "close"
    else { return }
    response.headers[.connection] = "close"
    channel.eventLoop.scheduleTask(in: linger) { channel.close(promise: nil) }
  }
}
