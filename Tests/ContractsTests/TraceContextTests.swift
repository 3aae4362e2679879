import Contracts
import Testing

@Suite("traceparent")
struct TraceContextTests {
  private let header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  @Test("an incoming trace goes on under a new span")
  func continues() {
    let trace = TraceContext.continuing(header)
    #expect(trace.traceID == "0af7651916cd43dd8448eb211c80319c")
    #expect(trace.spanID != "b7ad6b7169203331" && trace.isSampled)
    #expect(TraceContext.continuing(trace.traceparent).traceID == trace.traceID)
    #expect(trace.traceparent.hasPrefix("00-0af7651916cd43dd8448eb211c80319c-"))
    #expect(trace.traceparent.hasSuffix("-01") && trace.traceparent.utf8.count == 55)
  }

  @Test("a later version with more fields is understood")
  func later() {
    let trace = TraceContext.continuing("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-x")
    #expect(trace.traceID == "0af7651916cd43dd8448eb211c80319c" && !trace.isSampled)
  }

  @Test(
    "anything malformed starts a new trace",
    arguments: [
      nil, "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
      "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      "00-00000000000000000000000000000000-b7ad6b7169203331-01",
      "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
      "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
      "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
      "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x",
    ])
  func malformed(header: String?) {
    let trace = TraceContext.continuing(header)
    #expect(trace.traceID.lowercased() != "0af7651916cd43dd8448eb211c80319c")
    #expect(trace.traceID.utf8.count == 32 && trace.spanID.utf8.count == 16)
    #expect(trace != TraceContext.continuing(header))
  }

  @Test("a call out goes on with the present trace, under a parent id of its own")
  func outgoing() {
    let trace = TraceContext.root
    let calls = TraceContext.$current.withValue(trace) {
      [TraceContext.outgoing, TraceContext.outgoing]
    }
    #expect(calls.allSatisfy { $0.traceID == trace.traceID })
    #expect(Set((calls + [trace]).map(\.spanID)).count == 3)
  }

  @Test("what belongs to no trace calls out in a new one each time")
  func outgoingAlone() {
    #expect(TraceContext.current == nil)
    #expect(TraceContext.outgoing.traceID != TraceContext.outgoing.traceID)
  }
}
