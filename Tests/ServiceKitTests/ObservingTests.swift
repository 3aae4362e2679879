import Contracts
import HTTPTypes
import Logging
import Metrics
import Postgres
import SystemPackage
import Testing

@testable import ServiceKit

@Suite("Prometheus text")
struct PrometheusTests {
  @Test("counters, gauges and histograms are written by the format's rules")
  func format() {
    let registry = PrometheusRegistry()
    let labels = [("route", "/api/{id}"), ("odd label", "a\"b\\c\nd")]
    Counter(label: "requests.total", dimensions: labels, factory: registry).increment(by: 2)
    Counter(label: "requests.total", dimensions: labels, factory: registry).increment()
    Gauge(label: "depth", factory: registry).record(7)
    let timer = Timer(label: "took", factory: registry)
    timer.recordNanoseconds(1_000_000)
    timer.recordNanoseconds(20_000_000_000)
    let lines = registry.text.split(separator: "\n").map(String.init)
    #expect(
      lines.starts(with: ["# TYPE depth gauge", "depth 7.0", "# TYPE requests_total counter"]))
    #expect(lines.contains(#"requests_total{route="/api/{id}",odd_label="a\"b\\c\nd"} 3"#))
    #expect(lines.contains(#"took_bucket{le="0.001"} 1"#))
    #expect(lines.contains(#"took_bucket{le="10.0"} 1"#))
    #expect(lines.contains(#"took_bucket{le="+Inf"} 2"#))
    #expect(lines.contains("took_count 2") && lines.contains("took_sum 20.001"))
    #expect(lines.filter { $0.hasPrefix("# TYPE") }.count == 3)
  }

  @Test("a metric that is declared is shown with its meaning, made twice it counts in one place")
  func declared() {
    let cats = Metric<Counter>("cats_total", by: "colour", meaning: "cats that came by")
    let naps = Metric<Timer>("nap_seconds", meaning: "how long they stayed")
    let registry = PrometheusRegistry([cats, naps])
    #expect(registry.text == "")
    for _ in 0..<2 { cats([("colour", "red")], factory: registry).increment() }
    #expect(
      registry.text == """
        # HELP cats_total cats that came by
        # TYPE cats_total counter
        cats_total{colour="red"} 2

        """)
    naps(factory: registry).recordNanoseconds(1)
    #expect(
      registry.text.contains(
        "# HELP nap_seconds how long they stayed\n# TYPE nap_seconds histogram\n"))
  }

  @Test("counting from many tasks loses nothing")
  func concurrent() async {
    let registry = PrometheusRegistry()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          for _ in 0..<500 {
            Counter(label: "n", factory: registry).increment()
            Timer(label: "t", factory: registry).recordNanoseconds(1)
          }
        }
      }
    }
    #expect(registry.text.contains("n 10000\n") && registry.text.contains("t_count 10000\n"))
  }

  @Test("a destroyed metric is not shown any more")
  func destroyed() {
    let registry = PrometheusRegistry()
    let counter = Counter(label: "gone", factory: registry)
    counter.increment()
    counter.destroy()
    #expect(registry.text == "")
  }
}

@Suite("Log lines")
struct LogTests {
  /// What a logger writes into a pipe.
  private func lines(level: Logger.Level = .info, _ body: (Logger) async -> Void) async throws
    -> [String]
  {
    let (reading, writing) = try FileDescriptor.pipe()
    let output = LogOutput(writing)
    await body(Logger(label: "test") { LineLogHandler(label: $0, level: level, output: output) })
    await output.flush()
    try writing.close()
    var bytes: [UInt8] = []
    while true {
      let chunk = try [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        count = try reading.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    try reading.close()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("one event is one line, whatever is in it")
  func oneLine() async throws {
    let lines = try await lines { logger in
      logger.info(
        "hello\nlevel=error", metadata: ["a b": "x y", "q": "\"=\\\u{7}", "plain": "1.5"])
      logger.debug("not shown")
      logger.error("second")
    }
    #expect(lines.count == 2)
    let first = try #require(lines.first)
    #expect(first.hasPrefix("time=20") && first.contains(" level=info logger=test "))
    #expect(first.contains(#"msg="hello\nlevel=error" "#))
    #expect(first.contains(#" a_b="x y" "#) && first.contains(" plain=1.5 "))
    #expect(first.hasSuffix(#"q="\"=\\\u0007""#))
  }

  @Test("an event's own metadata wins over the logger's, and the request's id has our name")
  func metadata() async throws {
    let lines = try await lines { logger in
      var logger = logger
      logger[metadataKey: "hb.request.id"] = "abc"
      logger[metadataKey: "step"] = "outer"
      logger.warning("w", metadata: ["step": "inner"])
    }
    let line = try #require(lines.first)
    #expect(line.contains(" request_id=abc ") && line.contains(" step=inner"))
    #expect(!line.contains("outer") && !line.contains("hb.request.id"))
  }

  @Test("a line names the trace in which it is written, in child tasks too")
  func trace() async throws {
    let trace = TraceContext.root
    let lines = try await lines { logger in
      logger.info("before")
      await TraceContext.$current.withValue(trace) {
        async let line: Void = logger.info("inside")
        await line
      }
    }
    #expect(lines.map { $0.contains("trace_id=\(trace.traceID)") } == [false, true])
    #expect(!lines[0].contains("trace_id"))
  }
}
