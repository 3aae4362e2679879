public import AsyncHTTPClient
import Contracts
import NIOHTTP1

extension HTTPClientRequest {
  /// Has the receiver go on with the present trace (W3C Trace Context, level 1: `traceparent`).
  public mutating func carryTrace() {
    headers.replaceOrAdd(name: "traceparent", value: TraceContext.outgoing.traceparent)
  }
}
