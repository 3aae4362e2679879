import AsyncHTTPClient
import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Metrics
import NIOCore
import NIOHTTP1
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

@Suite("A call to the outside", .timeLimit(.minutes(5)))
struct OutboundClientTests {
  private static let patience = Duration.seconds(60)

  /// Somebody outside, who answers as the path says.
  private static func withOutside(
    heard: @escaping @Sendable (Request) -> Void = { _ in },
    _ body: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let router = Router()
    router.get("/{how}") { request, context in
      heard(request)
      switch context.parameters.get("how") {
      case "redirect": return Response(status: .temporaryRedirect, headers: [.location: "/well"])
      case "large": return Response(status: .ok, body: .init(byteBuffer: .init(string: "meow!")))
      case "busy": return Response(status: .serviceUnavailable, headers: [.retryAfter: "7"])
      case "endless":
        return Response(
          status: .ok,
          body: ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "m"))
            for await _ in ended {}
          })
      default: return Response(status: .ok, body: .init(byteBuffer: .init(string: "meow")))
      }
    }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      logger: silent)
    try await application.test(.live) {
      defer { end.finish() }
      try await body("http://127.0.0.1:\($0.port ?? 0)")
    }
  }

  private func failure(_ call: OutboundCall, _ client: OutboundClient) async -> OutboundFailure? {
    do throws(OutboundFailure) {
      _ = try await client.send(call)
      return nil
    } catch {
      return error
    }
  }

  @Test("brings what is answered, bounded, from where it was asked and not where it is sent on to")
  func answers() async throws {
    try await Self.withOutside { url in
      let client = OutboundClient(peer: "cat")
      var call = OutboundCall(.get, url + "/well", within: Self.patience)
      call.mostBytes = 4
      let well = try await client.send(call)
      #expect(well.isSuccess)
      #expect(String(decoding: well.body, as: UTF8.self) == "meow")
      call.url = url + "/large"
      #expect(await failure(call, client) == .tooLarge(bytes: 4))
      call.url = url + "/redirect"
      #expect(try await client.send(call).status == .temporaryRedirect)
      call.url = url + "/busy"
      let busy = try await client.send(call)
      #expect(!busy.isSuccess && busy.retryAfter == 7)
    }
  }

  @Test("ends at its deadline, though the answer has begun")
  func deadline() async throws {
    try await Self.withOutside { url in
      let call = OutboundCall(.get, url + "/endless", within: .milliseconds(200))
      let failure = await failure(call, OutboundClient(peer: "cat"))
      #expect(failure == .tooSlow(.milliseconds(200)))
      #expect(failure?.mayHaveArrived == true)
    }
  }

  @Test("goes on with the present trace, under an id of its own")
  func trace() async throws {
    let heard = Mutex<[String]>([])
    try await Self.withOutside { request in
      let trace = HTTPField.Name("traceparent").flatMap { request.headers[$0] } ?? ""
      heard.withLock { $0.append(trace) }
    } _: { url in
      let here = TraceContext.root
      try await TraceContext.$current.withValue(here) {
        _ = try await OutboundClient(peer: "cat").send(
          OutboundCall(.get, url + "/well", within: Self.patience))
      }
      let sent = heard.withLock { $0 }
      #expect(sent.count == 1)
      #expect(sent.allSatisfy { $0.contains(here.traceID) && !$0.contains(here.spanID) })
    }
  }

  @Test("to where nobody listens certainly did nothing; to where the line is cut it may have")
  func arrival() async throws {
    let client = OutboundClient(peer: "cat")
    let nobody = OutboundCall(.get, "http://127.0.0.1:1/", within: Self.patience)
    #expect(await failure(nobody, client)?.mayHaveArrived == false)
    let cutter = try await LineCutter()
    let cut = OutboundCall(.get, cutter.url, within: Self.patience)
    #expect(await failure(cut, client)?.mayHaveArrived == true)
    try await cutter.close()
  }

  @Test("is not made to hosts that the rules exclude, and is made where the name was found")
  func hosts() async throws {
    try await Self.withOutside { url in
      let call = OutboundCall(.get, url + "/well", within: Self.patience)
      let strict = OutboundClient(peer: "cat", hosts: OutboundHosts())
      #expect(await failure(call, strict) == .forbiddenHost)
      try await strict.close()
      let open = OutboundClient(peer: "cat", hosts: OutboundHosts(allowed: ["127.0.0.1"]))
      #expect(try await open.send(call).isSuccess)
      try await open.close()
      #expect(await failure(call, open) == .unreachable("the service is stopping"))
    }
  }

  @Test("goes to the address that was checked: the name is not looked up again")
  func pinned() async throws {
    try await Self.withOutside { url in
      let clients = PinnedClients()
      // A name that no name server knows (RFC 6761).
      let host: ExactText = "step.invalid"
      let request = HTTPClientRequest(url: url.replacing("127.0.0.1", with: host.text) + "/well")
      let client = try await clients.withClient(for: host, at: "127.0.0.1") { client in
        let answer = try await client.execute(request, timeout: .seconds(60))
        #expect(answer.status == .ok)
        return client
      }
      #expect(try await Self.client(of: clients, for: host) === client)
      let accented = try await Self.client(of: clients, for: "caf\u{E9}.invalid")
      #expect(try await Self.client(of: clients, for: "cafe\u{301}.invalid") !== accented)
      try await clients.close()
      await #expect(throws: OutboundFailure.self) {
        try await clients.withClient(for: host, at: "::1") { _ in }
      }
    }
  }

  @Test("keeps the connections that are at work, however many hosts are tried meanwhile")
  func atWork() async throws {
    try await Self.withOutside { url in
      let clients = PinnedClients()
      let host: ExactText = "step.invalid"
      let request = HTTPClientRequest(url: url.replacing("127.0.0.1", with: host.text) + "/well")
      let client = try await clients.withClient(for: host, at: "127.0.0.1") { client in
        for number in 1...65 { _ = try await Self.client(of: clients, for: "\(number).invalid") }
        let answer = try await client.execute(request, timeout: .seconds(60))
        #expect(answer.status == .ok)
        return client
      }
      #expect(try await Self.client(of: clients, for: host) === client)
      for number in 1...65 { _ = try await Self.client(of: clients, for: "\(number).invalid") }
      #expect(try await Self.client(of: clients, for: host) !== client)
      try await clients.close()
    }
  }

  private static func client(
    of clients: PinnedClients, for host: ExactText
  ) async throws -> HTTPClient {
    try await clients.withClient(for: host, at: "127.0.0.1") { $0 }
  }

  @Test("is counted by whom it asks and what came of it")
  func metrics() async throws {
    let registry = PrometheusRegistry(ServiceMetrics.all)
    try await Self.withOutside { url in
      try await withMetricsFactory(registry) {
        let client = OutboundClient(peer: "cat")
        for how in ["well", "well", "busy"] {
          _ = try await client.send(OutboundCall(.get, "\(url)/\(how)", within: Self.patience))
        }
        let nobody = OutboundCall(.get, "http://127.0.0.1:1/", within: Self.patience)
        _ = await failure(nobody, client)
      }
    }
    for line in [
      #"mcf_outbound_requests_total{peer="cat",outcome="2xx"} 2"#,
      #"mcf_outbound_requests_total{peer="cat",outcome="5xx"} 1"#,
      #"mcf_outbound_requests_total{peer="cat",outcome="unreachable"} 1"#,
      #"mcf_outbound_request_duration_seconds_count{peer="cat"} 4"#,
    ] {
      #expect(registry.text.contains(line), "\(line)")
    }
  }
}
